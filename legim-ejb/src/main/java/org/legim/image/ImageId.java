package org.legim.image;

import java.util.regex.Pattern;

/**
 * The rule for the ids of images: what a client may choose and what a URL may hold as one segment.
 */
public final class ImageId {
  /** The rule as a sentence for those who broke it. */
  public static final String RULE =
      "An image id is 1 to 128 characters of A-Z, a-z, 0-9, '.', '_', '~' and '-', but not '.' or"
          + " '..'.";

  /** The unreserved characters of RFC 3986 section 2.3, so that an id never needs escaping. */
  private static final Pattern VALID = Pattern.compile("(?!\\.{1,2}\\z)[A-Za-z0-9._~-]{1,128}");

  private ImageId() {}

  /** Whether a string may be an image's id; {@code null} may not. */
  public static boolean isValid(String id) {
    return id != null && VALID.matcher(id).matches();
  }
}

package org.legim.image;

import java.util.Optional;
import java.util.Set;

/**
 * What has to be true of an image at the moment it is written or deleted (RFC 9110 sections 13.1.1
 * and 13.1.2). A value, so that the writer can ask once before the bytes are taken in and again
 * within the transaction that makes the change.
 *
 * <p>Tags are opaque tags without quotes; an image's is the SHA-256 of its bytes.
 *
 * @param ifMatch one of them has to be the image's present tag
 * @param ifNoneMatch none of them may be
 */
public record WriteCondition(Optional<Tags> ifMatch, Optional<Tags> ifNoneMatch) {
  /** Always holds. */
  public static final WriteCondition NONE = new WriteCondition(Optional.empty(), Optional.empty());

  /** Holds as long as there is no image under the id: {@code If-None-Match: *}. */
  public static final WriteCondition ABSENT =
      new WriteCondition(Optional.empty(), Optional.of(Tags.ANY));

  /**
   * Whether the change may be made.
   *
   * @param currentTag the image's present tag, or empty if there is no such image
   */
  public boolean holds(Optional<String> currentTag) {
    return ifMatch.map(tags -> tags.include(currentTag)).orElse(true)
        && ifNoneMatch.map(tags -> !tags.include(currentTag)).orElse(true);
  }

  /**
   * A set of tags as a request names them.
   *
   * @param any every tag that exists is in it: {@code *}
   * @param listed the tags in it otherwise; none if the request's list was malformed
   */
  public record Tags(boolean any, Set<String> listed) {
    /** {@code *}, which includes whatever exists. */
    public static final Tags ANY = new Tags(true, Set.of());

    public Tags {
      listed = Set.copyOf(listed);
    }

    public static Tags of(Set<String> listed) {
      return new Tags(false, listed);
    }

    boolean include(Optional<String> currentTag) {
      return currentTag.filter(tag -> any || listed.contains(tag)).isPresent();
    }
  }
}

package org.legim.image;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** The file names of images, as they are kept and given back to downloads. */
public final class ImageName {
  /** What the common file systems take for one name. */
  static final int MAX_BYTES = 255;

  /** Composing shrinks a name, though never as much as this. */
  private static final int MAX_BYTES_TO_NORMALIZE = 4096;

  /** A longer tail after a dot is part of the name. */
  private static final int MAX_EXTENSION_BYTES = 32;

  /**
   * Controls, line separators, and what only changes how the text around it is shown: bidi controls
   * can make "gpj.exe" out of "exe.jpg". Joiners stay, as emoji and several scripts need them.
   */
  private static final Pattern INVISIBLE =
      Pattern.compile(
          "[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u00AD\\u061C\\u180E\\u200B\\u200E\\u200F\\u202A-\\u202E"
              + "\\u2060-\\u206F\\uFEFF\\uFFF9-\\uFFFB\\uFFFE\\uFFFF]");

  private ImageName() {}

  /**
   * Makes a file name safe to keep, to show and to save under, changing as little as possible.
   *
   * @param raw a name or a path in any system's form, as a client sent it; {@code null} is no name
   * @return at most 255 bytes in UTF-8, in Unicode's normal form C, without path, control
   *     characters and surrounding blanks; empty if nothing remains
   */
  public static String clean(String raw) {
    if (raw == null) {
      return "";
    }
    String name = raw.substring(Math.max(raw.lastIndexOf('/'), raw.lastIndexOf('\\')) + 1);
    // normalizing takes quadratic time in the number of combining marks, so cut roughly before
    String visible = shorten(INVISIBLE.matcher(name).replaceAll(""), MAX_BYTES_TO_NORMALIZE);
    String normal = trim(Normalizer.normalize(visible, Normalizer.Form.NFC));
    if (normal.equals(".") || normal.equals("..")) {
      return "";
    }
    return shorten(normal, MAX_BYTES);
  }

  private static String shorten(String name, int maxBytes) {
    if (utf8Length(name) <= maxBytes) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String extension = dot > 0 ? name.substring(dot) : "";
    if (utf8Length(extension) > MAX_EXTENSION_BYTES) {
      extension = "";
    }
    String stem = name.substring(0, name.length() - extension.length());
    return trim(prefix(stem, maxBytes - utf8Length(extension))) + extension;
  }

  /** The longest beginning of whole code points that fits. */
  private static String prefix(String text, int maxBytes) {
    int bytes = 0;
    int end = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      bytes += utf8Length(Character.toString(codePoint));
      if (bytes > maxBytes) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return text.substring(0, end);
  }

  /** Strips every kind of blank, the no-break spaces too. */
  private static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}

package org.legim.image;

import java.nio.charset.StandardCharsets;

/**
 * Recognises an SVG document: nothing but a prolog (XML 1.0 section 2.8) may stand before a root
 * element whose local name is {@code svg}.
 */
final class SvgProlog {
  private static final String SVG = "svg";

  private final String text;
  private int position;

  private SvgProlog(String text) {
    this.text = text;
  }

  static boolean opensSvg(Head head) {
    return new SvgProlog(decode(head)).rootIsSvg();
  }

  private static String decode(Head head) {
    if (head.matches(0, "\u00FF\u00FE")) {
      return head.text(2, StandardCharsets.UTF_16LE);
    }
    if (head.matches(0, "\u00FE\u00FF")) {
      return head.text(2, StandardCharsets.UTF_16BE);
    }
    // markup is ASCII, so the bytes of any other encoding need no decoding to be skipped
    return head.text(head.matches(0, "\u00EF\u00BB\u00BF") ? 3 : 0, StandardCharsets.ISO_8859_1);
  }

  private boolean rootIsSvg() {
    while (true) {
      skipWhitespace();
      boolean complete;
      if (accept("<?")) {
        complete = skipPast("?>");
      } else if (accept("<!--")) {
        complete = skipPast("-->");
      } else if (accept("<!DOCTYPE")) {
        complete = skipDoctypeOfSvg();
      } else {
        return accept("<") && acceptSvgName() && position < text.length();
      }
      if (!complete) {
        return false;
      }
    }
  }

  /** An HTML document may hold SVG too, even right after its own DOCTYPE. */
  private boolean skipDoctypeOfSvg() {
    skipWhitespace();
    if (!acceptSvgName()) {
      return false;
    }
    boolean inSubset = false;
    while (position < text.length()) {
      if (accept("<!--")) {
        skipPast("-->");
      } else if (accept("<?")) {
        skipPast("?>");
      } else if (accept("\"")) {
        skipPast("\"");
      } else if (accept("'")) {
        skipPast("'");
      } else {
        char c = text.charAt(position++);
        if (c == '>' && !inSubset) {
          return true;
        }
        inSubset = c == '[' || inSubset && c != ']';
      }
    }
    return false;
  }

  private boolean acceptSvgName() {
    int start = position;
    while (position < text.length() && !endsName(text.charAt(position))) {
      position++;
    }
    String name = text.substring(start, position);
    return name.substring(name.indexOf(':') + 1).equals(SVG) && !name.startsWith(":");
  }

  private void skipWhitespace() {
    while (position < text.length() && isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private boolean accept(String expected) {
    if (!text.startsWith(expected, position)) {
      return false;
    }
    position += expected.length();
    return true;
  }

  private boolean skipPast(String end) {
    int found = text.indexOf(end, position);
    position = found < 0 ? text.length() : found + end.length();
    return found >= 0;
  }

  private static boolean endsName(char c) {
    return isWhitespace(c) || c == '>' || c == '/' || c == '[' || c == '<';
  }

  private static boolean isWhitespace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}

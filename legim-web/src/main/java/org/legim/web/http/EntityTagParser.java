package org.legim.web.http;

import java.util.Optional;

/** Reads entity tags one after the other from a header field's value. */
final class EntityTagParser {
  private final String text;
  private int position;

  EntityTagParser(String text) {
    this.text = text;
  }

  /** The tag that stands here, or empty if none does. */
  Optional<EntityTag> next() {
    int start = position;
    boolean weak = text.startsWith("W/", position);
    int open = weak ? start + 2 : start;
    if (open >= text.length() || text.charAt(open) != '"') {
      return Optional.empty();
    }
    int close = open + 1;
    while (close < text.length() && EntityTag.isTagCharacter(text.charAt(close))) {
      close++;
    }
    if (close == text.length() || text.charAt(close) != '"') {
      return Optional.empty();
    }
    position = close + 1;
    return Optional.of(new EntityTag(text.substring(open + 1, close), weak));
  }

  /** Skips the commas and blanks between members; a list may have empty ones. */
  boolean skipSeparators() {
    boolean comma = false;
    while (!atEnd() && " \t,".indexOf(text.charAt(position)) >= 0) {
      comma |= text.charAt(position) == ',';
      position++;
    }
    return comma;
  }

  boolean atEnd() {
    return position == text.length();
  }
}

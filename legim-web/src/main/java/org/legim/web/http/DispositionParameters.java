package org.legim.web.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a {@code Content-Disposition} (RFC 6266 section 4.1). Reads what is wrong as
 * most user agents do: the first of two equal names counts, an unquoted value goes on to the next
 * semicolon, a missing quote is at the end.
 */
final class DispositionParameters {
  private final Map<String, String> values = new HashMap<>();
  private final String text;
  private int position;

  private DispositionParameters(String text) {
    this.text = text;
  }

  static DispositionParameters parse(String headerValue) {
    DispositionParameters parameters = new DispositionParameters(headerValue);
    parameters.readAll();
    return parameters;
  }

  /** A value as it stands in the header, but for the quotes. */
  Optional<String> get(String lowerCaseName) {
    return Optional.ofNullable(values.get(lowerCaseName));
  }

  /** The disposition type is a member without a value, and so is every other thing of no use. */
  private void readAll() {
    while (position < text.length()) {
      String name = readUntil("=;").strip().toLowerCase(Locale.ROOT);
      if (position < text.length() && text.charAt(position) == '=') {
        position++;
        values.putIfAbsent(name, readValue());
      }
      readUntil(";");
      position++;
    }
  }

  private String readValue() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    boolean quoted = position < text.length() && text.charAt(position) == '"';
    return quoted ? readQuoted() : readUntil(";").strip();
  }

  private String readQuoted() {
    StringBuilder value = new StringBuilder();
    position++;
    while (position < text.length() && text.charAt(position) != '"') {
      if (text.charAt(position) == '\\' && position + 1 < text.length()) {
        position++;
      }
      value.append(text.charAt(position++));
    }
    return value.toString();
  }

  private String readUntil(String ends) {
    int start = position;
    while (position < text.length() && ends.indexOf(text.charAt(position)) < 0) {
      position++;
    }
    return text.substring(start, position);
  }
}

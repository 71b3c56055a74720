package org.legim.launcher.client;

/**
 * Text from elsewhere, made fit for one line of a terminal: a name that another machine chose must
 * not move the cursor, change the title of the window or turn the line around.
 */
final class PrintableText {
  private PrintableText() {}

  /** The text with each run of white space as one space and each unprintable character as ?. */
  static String of(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.strip()
        .replaceAll("\\s+", " ")
        .codePoints()
        .map(each -> isPrintable(each) ? each : '?')
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}

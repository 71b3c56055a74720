package org.legim.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * One line for each record: local time with its offset (ISO 8601), level, logger, message. A stack
 * trace follows, indented, so that a line that does not begin with a digit belongs to the one
 * above.
 */
final class LogFormat extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneId.systemDefault());

  @Override
  public String format(LogRecord record) {
    String message = formatMessage(record);
    StringWriter line = new StringWriter();
    line.append(TIME.format(record.getInstant()))
        .append(' ')
        .append(record.getLevel().getName())
        .append(' ')
        .append(simpleName(String.valueOf(record.getLoggerName())))
        .append(": ")
        .append(message == null ? "" : message.strip().replaceAll("\\R", "\n\t"))
        .append(System.lineSeparator());
    if (record.getThrown() != null) {
      StringWriter trace = new StringWriter();
      record.getThrown().printStackTrace(new PrintWriter(trace));
      line.append('\t')
          .append(trace.toString().strip().replaceAll("\\R", "\n\t"))
          .append(System.lineSeparator());
    }
    return line.toString();
  }

  private static String simpleName(String logger) {
    return logger.startsWith("org.legim.") ? logger.substring(logger.lastIndexOf('.') + 1) : logger;
  }
}

package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogFormatTest {
  private static LogRecord record(String logger, String message) {
    LogRecord record = new LogRecord(Level.WARNING, message);
    record.setLoggerName(logger);
    return record;
  }

  @Test
  void writesOneLineThatBeginsWithTheTime() {
    LogRecord record = record("org.legim.node.Node", "took {0} ms");
    record.setParameters(new Object[] {7});

    assertThat(new LogFormat().format(record))
        .matches(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d)"
                + " WARNING Node: took 7 ms\\R");
  }

  @Test
  void indentsWhatBelongsToTheLineAbove() {
    LogRecord record = record("com.example.Other", "two\nlines");
    record.setThrown(new IllegalStateException("broken"));

    assertThat(new LogFormat().format(record).lines())
        .element(0)
        .asString()
        .endsWith(" WARNING com.example.Other: two");
    assertThat(new LogFormat().format(record).lines().skip(1))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("\t"))
        .contains("\tlines", "\tjava.lang.IllegalStateException: broken");
  }

  @Test
  void survivesARecordWithoutMessageAndLogger() {
    assertThat(new LogFormat().format(new LogRecord(Level.INFO, null))).contains(" INFO null: ");
  }
}

package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalCharsetTest {
  @ParameterizedTest
  @CsvSource({"UTF-8, UTF-8", "IBM437, IBM437", "US-ASCII, UTF-8", "ISO-8859-1, UTF-8"})
  void isTheTerminalsOwnWhereItHasBranches(String terminal, String charset) {
    assertThat(TerminalCharset.of(Charset.forName(terminal))).isEqualTo(Charset.forName(charset));
  }
}

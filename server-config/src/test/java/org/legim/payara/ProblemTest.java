package org.legim.payara;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {
  @Test
  void isJsonInAsciiWhateverWasAskedFor() {
    assertThat(new Problem(404, "\u00e9", "/a\"\\\n\u00ff").json())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                + "\"detail\":\"\\u00e9\",\"instance\":\"/a\\\"\\\\\\u000a\\u00ff\"}");
  }

  @ParameterizedTest
  @CsvSource({"400,Bad Request", "414,URI Too Long", "413,Content Too Large", "599,Error"})
  void isTitledAsTheRegistryHasIt(int status, String title) {
    assertThat(Problem.of(status, "/").title()).isEqualTo(title);
    assertThat(Problem.of(status, "/").detail()).isNotBlank();
  }
}

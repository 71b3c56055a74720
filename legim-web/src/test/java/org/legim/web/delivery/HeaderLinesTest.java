package org.legim.web.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.legim.web.FakeRequest;

class HeaderLinesTest {

  @Test
  void joinsTheLinesOfOneFieldByCommas() {
    FakeRequest request =
        new FakeRequest("GET", "/")
            .header("If-None-Match", "\"a\"")
            .header("if-none-match", "\"b\", \"c\"")
            .header("If-Match", "*");

    assertThat(HeaderLines.joined(request.build(), "If-None-Match"))
        .isEqualTo("\"a\", \"b\", \"c\"");
    assertThat(HeaderLines.joined(request.build(), "If-Match")).isEqualTo("*");
    assertThat(HeaderLines.joined(request.build(), "If-Range")).isNull();
  }
}

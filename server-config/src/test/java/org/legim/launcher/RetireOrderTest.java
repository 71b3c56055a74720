package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetireOrderTest {

  @ParameterizedTest
  @CsvSource({
    "hanoi, '', false, false",
    "hanoi http://a, http://a, false, false",
    "hanoi --at http://a, http://a, false, false",
    "--at http://a hanoi, http://a, false, false",
    "--yes hanoi a.yaml --force, a.yaml, true, true",
    "hanoi -y, '', false, true"
  })
  void takesItsOptionsAnywhere(String arguments, String target, boolean force, boolean yes)
      throws Exception {
    assertThat(RetireOrder.of(List.of(arguments.split(" "))))
        .isEqualTo(
            new RetireOrder("hanoi", target.isEmpty() ? List.of() : List.of(target), force, yes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--yes; 'retire needs the name or id of a node; ./legim tree shows them'",
        "hanoi --at; --at needs a URL, as in http://10.0.0.6:8080/legim",
        "hanoi --forse; 'unknown option --forse; it is ./legim retire NODE [URL|FILE] [--force]"
            + " [--yes]'"
      })
  void saysWhatIsMissingOrTooMuch(String arguments, String message) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> RetireOrder.of(List.of(arguments.split(" "))))
        .withMessage(message);
  }
}

package org.legim.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.web.problem.ProblemException;

class ParametersTest {

  @ParameterizedTest
  @CsvSource({"PT1S, 1", "PT10M, 600", "pt1h30m, 5400", "P7D, 604800", "P1DT0.5S, 86400"})
  void anAbsenceIsADuration(String text, long seconds) {
    assertThat(Parameters.absence(text).toSeconds()).isEqualTo(seconds);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "PT0.999S",
        "-PT10M",
        "P7DT1S",
        "P8D",
        "10m",
        "600",
        "P1W",
        "PT99999999999999999H"
      })
  void noAbsenceIsShorterThanASecondOrLongerThanAWeek(String text) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Parameters.absence(text))
        .withMessageStartingWith("The parameter for is ")
        .withMessageEndingWith(
            "; expected a duration from PT1S to P7D, as in PT10M for ten minutes.")
        .satisfies(e -> assertThat(e.problem().status()).isEqualTo(400));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "32, 32", "007, 7"})
  void aNumberOfCopiesIsAWholeNumber(String text, int copies) {
    assertThat(Parameters.replicas(text)).hasValue(copies);
    assertThat(Parameters.replicas(null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "33", "-1", "1.5", " 2", "two", "99999999999"})
  void noImageHasLessThanOneCopyOrMoreThanItIsWorth(String text) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Parameters.replicas(text))
        .withMessage(
            "The parameter replicas is \"%s\"; expected a whole number from 1 to 32.", text)
        .satisfies(e -> assertThat(e.problem().status()).isEqualTo(400));
  }

  @ParameterizedTest
  @CsvSource({"true, true", "'', true", "false, false", ", false"})
  void aFlagIsWantedByItsNameAlone(String text, boolean wanted) {
    assertThat(Parameters.flag("force", text)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "TRUE", "1"})
  void aFlagIsNothingElse(String text) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Parameters.flag("force", text))
        .withMessage("The parameter force is \"%s\"; expected true or false.", text);
  }
}

package org.legim.web.api;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.OptionalInt;
import org.legim.blob.Sha256;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemException;
import org.legim.web.problem.ProblemType;

/** Reads query parameters; each method throws a {@link ProblemException} that names the one. */
final class Parameters {

  private static final int LONGEST_PAGE = 1000;
  private static final int MOST_REPLICAS = 32;
  private static final Duration SHORTEST_ABSENCE = Duration.ofSeconds(1);
  private static final Duration LONGEST_ABSENCE = Duration.ofDays(7);

  private Parameters() {}

  /** The length of a page. */
  static int limit(String value) {
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= LONGEST_PAGE) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw invalid("limit", value, "expected a whole number from 1 to " + LONGEST_PAGE);
  }

  /**
   * On how many nodes an image shall be kept.
   *
   * @param value null if it was not sent: the system's number holds
   */
  static OptionalInt replicas(String value) {
    if (value == null) {
      return OptionalInt.empty();
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= MOST_REPLICAS) {
        return OptionalInt.of(number);
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw invalid("replicas", value, "expected a whole number from 1 to " + MOST_REPLICAS);
  }

  static Sha256 hash(String parameter, String value) {
    if (!Sha256.isValid(value)) {
      throw invalid(parameter, value, "expected 64 lower-case hexadecimal digits");
    }
    return new Sha256(value);
  }

  /**
   * How long a node may be away.
   *
   * @param value ISO 8601, as {@link Duration#parse} reads it; null if it was not sent
   */
  static Duration absence(String value) {
    try {
      Duration time = Duration.parse(String.valueOf(value));
      if (time.compareTo(SHORTEST_ABSENCE) >= 0 && time.compareTo(LONGEST_ABSENCE) <= 0) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // Said below, as for a time out of range.
    }
    throw invalid(
        "for", value, "expected a duration from PT1S to P7D, as in PT10M for ten minutes");
  }

  /**
   * Whether something is wanted; the name alone, as in {@code ?force}, means that it is.
   *
   * @param value null if it was not sent
   */
  static boolean flag(String parameter, String value) {
    if (value == null || value.equals("false")) {
      return false;
    }
    if (value.isEmpty() || value.equals("true")) {
      return true;
    }
    throw invalid(parameter, value, "expected true or false");
  }

  /**
   * Refuses a parameter.
   *
   * @param value null if it is missing
   */
  static ProblemException invalid(String parameter, String value, String expected) {
    String found = value == null ? "missing" : "\"" + value + "\"";
    return new ProblemException(
        Problem.of(
                ProblemType.INVALID_PARAMETER,
                "The parameter " + parameter + " is " + found + "; " + expected + ".")
            .with("parameter", parameter));
  }
}

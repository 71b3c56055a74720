package org.legim.web.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates in header fields (RFC 9110 section 5.6.7). */
public final class HttpDate {
  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final List<String> FULL_DAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private static final String TIME = "(?<time>\\d\\d:\\d\\d:\\d\\d)";

  /** Sun, 06 Nov 1994 08:49:37 GMT. */
  private static final Pattern IMF_FIXDATE =
      Pattern.compile(
          "(?<weekday>\\w{3}), (?<day>\\d\\d) (?<month>\\w{3}) (?<year>\\d{4}) " + TIME + " GMT");

  /** Sunday, 06-Nov-94 08:49:37 GMT. */
  private static final Pattern RFC_850 =
      Pattern.compile(
          "(?<weekday>\\w{6,9}), (?<day>\\d\\d)-(?<month>\\w{3})-(?<year>\\d\\d) " + TIME + " GMT");

  /** Sun Nov 6 08:49:37 1994, the day filled up with a blank to two characters. */
  private static final Pattern ASCTIME =
      Pattern.compile(
          "(?<weekday>\\w{3}) (?<month>\\w{3}) (?<day>[ \\d]\\d) " + TIME + " (?<year>\\d{4})");

  private static final int LENGTH = 29;
  private static final int MAX_YEAR = 9999;

  /** A two-digit year further ahead means the century before. */
  private static final int MAX_YEARS_AHEAD = 50;

  private HttpDate() {}

  /**
   * Formats as IMF-fixdate, dropping the fraction of the second.
   *
   * @throws DateTimeException if the year is not one of 0 to 9999
   */
  public static String format(Instant instant) {
    // by hand: a DateTimeFormatter takes several times as long, and every response has such dates
    LocalDateTime date = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
    if (date.getYear() < 0 || date.getYear() > MAX_YEAR) {
      throw new DateTimeException("An HTTP date has a year of 0 to 9999, not " + date.getYear());
    }
    StringBuilder text = new StringBuilder(LENGTH);
    text.append(DAYS.get(date.getDayOfWeek().ordinal())).append(", ");
    appendTwoDigits(text, date.getDayOfMonth()).append(' ');
    text.append(MONTHS.get(date.getMonthValue() - 1)).append(' ');
    appendTwoDigits(text, date.getYear() / 100);
    appendTwoDigits(text, date.getYear() % 100).append(' ');
    appendTwoDigits(text, date.getHour()).append(':');
    appendTwoDigits(text, date.getMinute()).append(':');
    return appendTwoDigits(text, date.getSecond()).append(" GMT").toString();
  }

  /** Reads any of the three forms; empty if it is none of them or no such time exists. */
  public static Optional<Instant> parse(String text) {
    return parse(text, InstantSource.system());
  }

  static Optional<Instant> parse(String text, InstantSource clock) {
    String value = text.strip();
    Matcher form = IMF_FIXDATE.matcher(value);
    if (form.matches() || form.usePattern(ASCTIME).matches()) {
      return instant(form, DAYS, number(form, "year"));
    }
    if (form.usePattern(RFC_850).matches()) {
      return instant(form, FULL_DAYS, fourDigitYear(form, clock));
    }
    return Optional.empty();
  }

  private static int fourDigitYear(Matcher form, InstantSource clock) {
    int latest = clock.instant().atOffset(ZoneOffset.UTC).getYear() + MAX_YEARS_AHEAD;
    return latest - Math.floorMod(latest - number(form, "year"), 100);
  }

  private static Optional<Instant> instant(Matcher form, List<String> weekdays, int year) {
    try {
      int month = MONTHS.indexOf(form.group("month")) + 1;
      LocalDate date = LocalDate.of(year, month, number(form, "day"));
      if (!weekdays.get(date.getDayOfWeek().ordinal()).equals(form.group("weekday"))) {
        return Optional.empty();
      }
      String time = form.group("time");
      int second = Integer.parseInt(time.substring(6));
      // a leap second is the beginning of the next minute to us
      LocalDateTime start =
          date.atTime(
              Integer.parseInt(time.substring(0, 2)),
              Integer.parseInt(time.substring(3, 5)),
              second == 60 ? 59 : second);
      return Optional.of(start.plusSeconds(second == 60 ? 1 : 0).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(Matcher form, String group) {
    return Integer.parseInt(form.group(group).strip());
  }

  private static StringBuilder appendTwoDigits(StringBuilder text, int value) {
    return text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }
}

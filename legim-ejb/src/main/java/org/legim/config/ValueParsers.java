package org.legim.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One parser for each kind of value. Each throws {@link IllegalArgumentException} with what the
 * value is not, to be read after the quoted value.
 */
final class ValueParsers {
  private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._~-]{1,32}");
  private static final Pattern URL_PATH = Pattern.compile("(/[A-Za-z0-9._~!$&'()*+,;=:@%-]+)+");
  private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");
  private static final Pattern HEADER_VALUE = Pattern.compile("[!-~]([ -~]*[!-~])?");

  /** RFC 9110 section 5.6.2. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final Pattern SHORT_TIME = Pattern.compile("(\\d{1,9}) ?([smhdSMHD])");
  private static final int HIGHEST_PORT = 65535;

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(365);

  private ValueParsers() {}

  static int port(String text) {
    int port = wholeNumber(text, "is not a port");
    if (port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("is not a port");
    }
    return port;
  }

  static int copies(String text) {
    int copies = wholeNumber(text, "is not a number of copies");
    if (copies < 1) {
      throw new IllegalArgumentException("is too few");
    }
    return copies;
  }

  static String name(String text) {
    return matching(NAME, text, "is not a name");
  }

  static String apiKey(String text) {
    return matching(VISIBLE_ASCII, text, "has a character that no HTTP header can carry");
  }

  static String headerValue(String text) {
    return matching(HEADER_VALUE, text, "is not a header's value");
  }

  static String headerName(String text) {
    return matching(TOKEN, text, "is not the name of a header");
  }

  /** Reads networks separated by commas. */
  static List<IpNetwork> networks(String text) {
    return Arrays.stream(text.split(",", -1)).map(ValueParsers::network).toList();
  }

  /** Reads {@code NETWORK=LATITUDE,LONGITUDE; …}. */
  static Map<IpNetwork, GeoPoint> places(String text) {
    Map<IpNetwork, GeoPoint> places = new LinkedHashMap<>();
    for (String row : text.split(";", -1)) {
      String[] parts = row.split("=", -1);
      if (parts.length != 2) {
        throw new IllegalArgumentException("has a row that is not NETWORK=LATITUDE,LONGITUDE");
      }
      if (places.put(network(parts[0]), GeoPoint.parse(parts[1])) != null) {
        throw new IllegalArgumentException("has the network " + parts[0].strip() + " twice");
      }
    }
    return places;
  }

  private static IpNetwork network(String text) {
    String network = text.strip();
    try {
      return IpNetwork.parse(network);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "has " + ConfigError.quote(network) + ", which " + e.getMessage(), e);
    }
  }

  static String secret(String text) {
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("has a control character, perhaps a line break");
    }
    return text;
  }

  /** The path without the slash that alone means the root. */
  static String urlPath(String text) {
    return text.equals("/") ? "" : matching(URL_PATH, text, "is not a path");
  }

  static Path folder(String text) {
    if (text.startsWith("~")) {
      throw new IllegalArgumentException("begins with ~, which only a shell knows");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is not a path", e);
    }
  }

  /** Reads {@code 10 m} and the like, or what ISO 8601 has, as in {@code PT10M}. */
  static Duration duration(String text) {
    Duration time;
    try {
      time = Duration.parse(iso8601(text));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("is not a time", e);
    }
    if (time.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("is less than one second");
    }
    if (time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("is more than a year");
    }
    return time;
  }

  private static String iso8601(String text) {
    var form = SHORT_TIME.matcher(text);
    if (!form.matches()) {
      return text;
    }
    String unit = form.group(2);
    return (unit.equalsIgnoreCase("d") ? "P" : "PT") + form.group(1) + unit;
  }

  static boolean trueOrFalse(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("is neither");
    };
  }

  /** Reads one of an enum's constants, written in small letters. */
  static <E extends Enum<E>> E oneOf(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("is neither"));
  }

  private static int wholeNumber(String text, String otherwise) {
    return Integer.parseInt(matching(Pattern.compile("-?\\d{1,9}"), text, otherwise));
  }

  private static String matching(Pattern pattern, String text, String otherwise) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(otherwise);
    }
    return text;
  }
}

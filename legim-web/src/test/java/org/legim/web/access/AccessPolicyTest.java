package org.legim.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.web.Configs;
import org.legim.web.problem.Problem;

class AccessPolicyTest {

  private static final String FAR = "203.0.113.9";
  private static final String NEAR = "127.0.0.1";
  private static final Map<String, String> LOCAL = Map.of("Host", "127.0.0.1:8080");

  private final AccessPolicy protectedMode = new AccessPolicy(Configs.with());
  private final AccessPolicy keyed = new AccessPolicy(Configs.with("api-key", "s3cret"));
  private final AccessPolicy closed =
      new AccessPolicy(Configs.with("api-key", "s3cret", "reads", "private"));
  private final AccessPolicy closedWithoutKey = new AccessPolicy(Configs.with("reads", "private"));

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
  void readsArePublicUnlessTheyArePrivate(String method) {
    assertThat(status(protectedMode, method, FAR, Map.of())).isEqualTo(200);
    assertThat(status(keyed, method, FAR, Map.of())).isEqualTo(200);
    assertThat(status(closed, method, FAR, Map.of())).isEqualTo(401);
    assertThat(status(closedWithoutKey, method, FAR, Map.of())).isEqualTo(403);
    assertThat(status(closedWithoutKey, method, NEAR, LOCAL)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "get", "BREW"})
  void allElseNeedsAKeyOrThisMachine(String method) {
    assertThat(status(keyed, method, FAR, Map.of())).isEqualTo(401);
    assertThat(status(keyed, method, NEAR, LOCAL)).isEqualTo(401);
    assertThat(status(protectedMode, method, FAR, LOCAL)).isEqualTo(403);
    assertThat(status(protectedMode, method, NEAR, LOCAL)).isEqualTo(200);
  }

  @Test
  void whatIsInsideIsForWhoRunsTheSystem() {
    assertThat(inside(protectedMode, FAR, Map.of())).isEqualTo(403);
    assertThat(inside(protectedMode, NEAR, LOCAL)).isEqualTo(200);
    assertThat(inside(keyed, NEAR, LOCAL)).isEqualTo(401);
    assertThat(inside(keyed, FAR, Map.of("X-API-Key", "s3cret"))).isEqualTo(200);
  }

  private static int inside(AccessPolicy policy, String remote, Map<String, String> headers) {
    return policy.refusalOfAdmin(remote, headers::get).map(Problem::status).orElse(200);
  }

  static Stream<Arguments> keys() {
    return Stream.of(
        Arguments.of(Map.of("Authorization", "Bearer s3cret"), 200),
        Arguments.of(Map.of("Authorization", "bearer s3cret"), 200),
        Arguments.of(Map.of("Authorization", "Bearer  s3cret "), 200),
        Arguments.of(Map.of("X-API-Key", "s3cret"), 200),
        Arguments.of(Map.of("X-API-Key", "s3cret", "Authorization", "Basic czNjcmV0"), 200),
        Arguments.of(Map.of("X-API-Key", "s3cret", "Authorization", "Bearer wrong"), 401),
        Arguments.of(Map.of("Authorization", "Bearer S3cret"), 401),
        Arguments.of(Map.of("Authorization", "Bearer s3cre"), 401),
        Arguments.of(Map.of("Authorization", "Bearer s3cretx"), 401),
        Arguments.of(Map.of("Authorization", "Bearer "), 401),
        Arguments.of(Map.of("Authorization", "Bearer"), 401),
        Arguments.of(Map.of("Authorization", "s3cret"), 401),
        Arguments.of(Map.of("Authorization", "Basic s3cret"), 401),
        Arguments.of(Map.of("X-API-Key", ""), 401),
        Arguments.of(Map.of("X-API-Key", "ſ3cret"), 401),
        Arguments.of(Map.of("Cookie", "s3cret"), 401));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void takesTheKeyAsABearerTokenOrAsAHeaderOfItsOwn(Map<String, String> headers, int expected) {
    assertThat(status(keyed, "PUT", FAR, headers)).isEqualTo(expected);
    assertThat(status(closed, "GET", FAR, headers)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.10",
        "::1",
        "::1%lo",
        "0:0:0:0:0:0:0:1",
        "0:0:0:0:0:0:0:1%0",
        "[::1]",
        "::ffff:127.0.0.1"
      })
  void aLoopbackAddressIsThisMachine(String address) {
    assertThat(status(protectedMode, "PUT", address, LOCAL)).isEqualTo(200);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "10.0.0.1",
        "192.168.1.1",
        "0.0.0.0",
        "::",
        "fe80::1",
        "2001:db8::1",
        "::ffff:10.0.0.1",
        " ",
        "localhost",
        "unknown"
      })
  void anyOtherAddressIsNot(String address) {
    assertThat(status(protectedMode, "PUT", address, LOCAL)).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"})
  void aProxyOnThisMachineIsNotTheClient(String header) {
    assertThat(status(protectedMode, "PUT", NEAR, with(LOCAL, header, "127.0.0.1"))).isEqualTo(403);
    assertThat(status(protectedMode, "PUT", NEAR, with(LOCAL, header, ""))).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "localhost:8080, 200",
    "LOCALHOST:8080, 200",
    "127.0.0.1, 200",
    "127.0.0.1:8080, 200",
    "[::1]:8080, 200",
    "[::1], 200",
    "rebound.example:8080, 403",
    "localhost.evil.example, 403",
    "127.0.0.1.evil.example, 403",
    "10.0.0.1:8080, 403",
    "[2001:db8::1]:8080, 403",
    "evil_host, 403",
    "'a b', 403",
    "'', 403",
    ", 403"
  })
  void aBrowserThatWasLedHereByAnotherNameIsRefused(String host, int expected) {
    Map<String, String> headers = host == null ? Map.of() : Map.of("Host", host);

    assertThat(status(protectedMode, "PUT", NEAR, headers)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:3000, 200",
    "http://127.0.0.1:8080, 200",
    "http://[::1]:8080, 200",
    "https://evil.example, 403",
    "http://localhost.evil.example, 403",
    "http://127.0.0.1.evil.example, 403",
    "null, 403",
    "'', 403",
    "file://, 403",
    "http://[, 403"
  })
  void aPageOfAnotherOriginIsRefused(String origin, int expected) {
    assertThat(status(protectedMode, "PUT", NEAR, with(LOCAL, "Origin", origin)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"cross-site, 403", "same-origin, 200", "same-site, 200", "none, 200"})
  void aPageOfAnotherSiteIsRefused(String site, int expected) {
    assertThat(status(protectedMode, "PUT", NEAR, with(LOCAL, "Sec-Fetch-Site", site)))
        .isEqualTo(expected);
  }

  @Test
  void whereItComesFromDoesNotMatterToWhoHasTheKey() {
    Map<String, String> headers =
        Map.of(
            "Authorization",
            "Bearer s3cret",
            "X-Forwarded-For",
            "198.51.100.1",
            "Host",
            "images.example",
            "Origin",
            "https://images.example",
            "Sec-Fetch-Site",
            "cross-site");

    assertThat(status(keyed, "PUT", FAR, headers)).isEqualTo(200);
  }

  @Test
  void saysWhatIsMissing() {
    Problem key = keyed.refusal("PUT", FAR, name -> null).orElseThrow();
    assertThat(key.toJson()).containsEntry("type", "urn:legim:problem:key-required");
    assertThat(key.headers()).containsEntry("WWW-Authenticate", "Bearer realm=\"legim\"");

    Problem mode = protectedMode.refusal("PUT", FAR, name -> null).orElseThrow();
    assertThat(mode.toJson()).containsEntry("type", "urn:legim:problem:protected-mode");
    assertThat((String) mode.toJson().get("detail")).contains("api-key");
    assertThat(mode.headers()).isEmpty();
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return more;
  }

  private static int status(
      AccessPolicy policy, String method, String remote, Map<String, String> headers) {
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    Optional<Problem> refusal = policy.refusal(method, remote, anyCase::get);
    return refusal.map(Problem::status).orElse(200);
  }
}

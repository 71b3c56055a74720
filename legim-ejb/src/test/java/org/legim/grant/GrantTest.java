package org.legim.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.blob.Sha256;

class GrantTest {

  private static final Sha256 BLOB = new Sha256("ab".repeat(32));
  private static final Sha256 OTHER = new Sha256("cd".repeat(32));
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:30Z");

  private final GrantKey key = GrantKey.generate();
  private final GrantSigner signer = new GrantSigner(key);
  private final List<String> trusted = new ArrayList<>(List.of(key.publicText()));
  private OptionalLong time = OptionalLong.of(NOW.toEpochMilli());
  private final GrantCheck check = new GrantCheck(() -> List.copyOf(trusted), () -> time);

  @Test
  void arrivesAsItWasSigned() throws GrantException {
    Grant grant = grant("hà nội.png", Optional.of(URI.create("https://img.example/legim")));

    assertThat(check.check(signer.sign(grant), BLOB)).isEqualTo(grant);
    assertThat(check.check(signer.sign(grant("", Optional.empty())), BLOB))
        .isEqualTo(grant("", Optional.empty()));
  }

  @Test
  void isForOneBlobOnly() {
    assertRefused(signer.sign(grant()), OTHER, "is for another blob");
  }

  @Test
  void countsOnlyIfSignedByTheGateway() {
    assertRefused(
        new GrantSigner(GrantKey.generate()).sign(grant()), BLOB, "is not signed by the gateway");
  }

  @Test
  void doesNotSurviveAnyChange() {
    String token = signer.sign(grant());
    int dot = token.indexOf('.');
    for (int i = 0; i < token.length(); i++) {
      // The last character of either part has bits without a meaning.
      if (i != dot && i != dot - 1 && i != token.length() - 1) {
        char other = token.charAt(i) == 'A' ? 'B' : 'A';
        String changed = token.substring(0, i) + other + token.substring(i + 1);

        assertThatExceptionOfType(GrantException.class)
            .as("character %d", i)
            .isThrownBy(() -> check.check(changed, BLOB));
      }
    }
  }

  @Test
  void cannotBeLentToAnotherSignature() {
    String one = signer.sign(grant());
    String other = signer.sign(grant("other", Optional.empty()));

    assertRefused(
        one.substring(0, one.indexOf('.')) + other.substring(other.indexOf('.')),
        BLOB,
        "is not signed by the gateway");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a", "a.", ".a", "..", "a.b.c", "ä.ö", "YQ.YQ"})
  void isRefusedIfItIsNone(String token) {
    assertThatExceptionOfType(GrantException.class).isThrownBy(() -> check.check(token, BLOB));
  }

  @Test
  void isRefusedUnreadIfItIsTooLong() {
    assertRefused("a".repeat(5000), BLOB, "is too long");
  }

  @Test
  void isRefusedIfWhatIsSignedIsNoGrant() {
    byte[] text = "something else".getBytes(StandardCharsets.UTF_8);
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();

    assertRefused(
        encoder.encodeToString(text) + "." + encoder.encodeToString(key.sign(text)),
        BLOB,
        "is malformed");
  }

  @Test
  void expires() throws GrantException {
    String token = signer.sign(grant());
    check.check(token, BLOB);

    time = OptionalLong.of(GrantSigner.expiry(NOW).toEpochMilli() + 9_999);
    check.check(token, BLOB);

    time = OptionalLong.of(GrantSigner.expiry(NOW).toEpochMilli() + 10_000);
    assertRefused(token, BLOB, "has expired");
  }

  @Test
  void cannotBeJudgedWithoutTheGatewaysTime() {
    time = OptionalLong.empty();

    assertRefused(signer.sign(grant()), BLOB, "cannot be judged yet");
  }

  @Test
  void isVoidOnceItsKeyIsNotTrustedAnyMore() throws GrantException {
    String token = signer.sign(grant());
    check.check(token, BLOB);
    trusted.set(0, GrantKey.generate().publicText());

    assertRefused(token, BLOB, "is not signed by the gateway");
  }

  @Test
  void countsByEitherKeyWhileTheyChange() throws GrantException {
    trusted.add(0, GrantKey.generate().publicText());
    trusted.add(0, "no key");

    assertThat(check.check(signer.sign(grant()), BLOB)).isEqualTo(grant());
  }

  @Test
  void isTheSameTextInAWindow() {
    assertThat(signer.sign(grant())).isEqualTo(new GrantSigner(key).sign(grant()));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T12:00:00Z, 2026-11-23T12:02:00Z",
    "2026-11-23T12:00:59.999Z, 2026-11-23T12:02:00Z",
    "2026-11-23T12:01:00Z, 2026-11-23T12:03:00Z"
  })
  void lastsFromOneToTwoMinutes(Instant now, Instant expiry) {
    assertThat(GrantSigner.expiry(now)).isEqualTo(expiry);
  }

  @Test
  void takesNoFieldThatCouldBeTwo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> signer.sign(grant("a\nb", Optional.empty())));
  }

  @Test
  void doesNotShowThePrivateKey() {
    assertThat(key).hasToString(key.publicText());
  }

  private void assertRefused(String token, Sha256 blob, String why) {
    assertThatExceptionOfType(GrantException.class)
        .isThrownBy(() -> check.check(token, blob))
        .withMessage(why);
  }

  private static Grant grant() {
    return grant("a.png", Optional.empty());
  }

  private static Grant grant(String name, Optional<URI> gateway) {
    return new Grant(
        BLOB,
        12,
        "a",
        name,
        "image/png",
        Instant.parse("2026-11-20T01:02:03.456Z"),
        "public, no-cache",
        gateway,
        GrantSigner.expiry(NOW));
  }
}

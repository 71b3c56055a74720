package org.legim.web.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.legim.blob.Sha256;
import org.legim.grant.Grant;
import org.legim.grant.GrantCheck;
import org.legim.grant.GrantKey;
import org.legim.grant.GrantSigner;
import org.legim.link.GatewayName;
import org.legim.web.FakeRequest;
import org.legim.web.problem.ProblemException;

class DeliveryServletTest {

  private static final Sha256 BLOB = new Sha256("ab".repeat(32));
  private static final Instant SENT = Instant.parse("2026-11-23T12:00:30Z");
  private static final Duration TOLERANCE = Duration.ofSeconds(10);

  private final GrantSigner signer = new GrantSigner(GrantKey.generate());
  private final GrantCheck check =
      new GrantCheck(
          () -> List.of(signer.publicKey()), () -> OptionalLong.of(this.now.toEpochMilli()));
  private final Grant grant =
      new Grant(
          BLOB,
          10,
          "a",
          "a.png",
          "image/png",
          SENT,
          "no-cache",
          Optional.empty(),
          GrantSigner.expiry(SENT));
  private Instant now = SENT;

  @Test
  void givesWhatTheGatewayHasGrantedUntilThatExpires() {
    assertThat(granted(BLOB)).isEqualTo(grant);

    now = Instant.parse("2026-11-23T12:02:00Z").plus(TOLERANCE).minusMillis(1);
    assertThat(granted(BLOB)).isEqualTo(grant);

    now = now.plusMillis(1);
    assertRefused(BLOB, "has expired");
  }

  @Test
  void givesNothingElse() {
    assertRefused(new Sha256("cd".repeat(32)), "is for another blob");
  }

  private void assertRefused(Sha256 blob, String why) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> granted(blob))
        .satisfies(
            e -> {
              assertThat(e.problem().status()).isEqualTo(403);
              assertThat(e.problem().toJson())
                  .containsEntry("type", "urn:legim:problem:not-granted")
                  .containsEntry("gateway", "http://10.0.0.6:8080/legim");
              assertThat(e.problem().toJson().get("detail").toString())
                  .contains("This node, hanoi,", "the grant " + why);
            });
  }

  private Grant granted(Sha256 blob) {
    FakeRequest request =
        new FakeRequest("GET", "/legim/delivery/" + blob)
            .pathInfo("/" + blob)
            .parameter("grant", signer.sign(grant));
    GatewayName gateway = new GatewayName("id", "gw", "http://10.0.0.6:8080/legim");
    return DeliveryServlet.grant(check, request.build(), "hanoi", () -> Optional.of(gateway));
  }
}

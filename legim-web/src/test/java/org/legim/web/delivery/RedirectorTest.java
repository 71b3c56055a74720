package org.legim.web.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.config.Delivery;
import org.legim.config.GeoPoint;
import org.legim.web.FakeRequest;
import org.legim.web.FakeResponse;
import org.legim.web.SampleRecords;
import org.legim.web.problem.ProblemException;

class RedirectorTest {

  private final FakeRequest request = new FakeRequest("GET", "/legim/api/images/a");
  private final FakeResponse response = new FakeResponse();
  private Delivery asked;
  private Optional<GeoPoint> user = Optional.empty();

  @ParameterizedTest
  @CsvSource({
    "AUTO, , AUTO",
    "REDIRECT, , REDIRECT",
    "PROXY, , ",
    "AUTO, redirect, REDIRECT",
    "PROXY, auto, AUTO",
    "REDIRECT, proxy, "
  })
  void doesWhatTheRequestSaysOrWhatIsUsual(Delivery usual, String parameter, Delivery done) {
    if (parameter != null) {
      request.query("delivery=" + parameter).parameter("delivery", parameter);
    }

    assertThat(isSent(usual)).isEqualTo(done != null);
    assertThat(asked).isEqualTo(done);
  }

  @ParameterizedTest
  @CsvSource({
    "cors, AUTO, false",
    "same-origin, AUTO, false",
    "no-cors, AUTO, true",
    "navigate, AUTO, true",
    "cors, REDIRECT, true"
  })
  void keepsWhatIsForAScriptWhereNothingElseIsSaid(String mode, Delivery usual, boolean sent) {
    request.header("Sec-Fetch-Mode", mode);

    assertThat(isSent(usual)).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AUTO", "direct"})
  void refusesOtherWays(String parameter) {
    request.query("delivery=" + parameter).parameter("delivery", parameter);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> isSent(Delivery.AUTO))
        .satisfies(
            e ->
                assertThat(e.problem().toJson())
                    .containsEntry("type", "urn:legim:problem:invalid-parameter")
                    .containsEntry("parameter", "delivery"));
  }

  @Test
  void looksForTheUserByTheConnectionAndAllLinesOfAHeader() {
    request.header("X-Forwarded-For", "192.0.2.1").header("X-Forwarded-For", "192.0.2.2");
    Redirector redirector =
        new Redirector(
            Delivery.AUTO,
            (image, holders, delivery, place) -> {
              user = place.get();
              return Optional.empty();
            },
            (remote, headers) -> {
              assertThat(remote).isEqualTo("127.0.0.1");
              assertThat(headers.apply("X-Forwarded-For"))
                  .isEqualTo(List.of("192.0.2.1", "192.0.2.2"));
              assertThat(headers.apply("Forwarded")).isEmpty();
              return Optional.of(new GeoPoint(1, 2));
            });

    assertThat(send(redirector)).isFalse();
    assertThat(user).contains(new GeoPoint(1, 2));
  }

  private boolean isSent(Delivery usual) {
    return send(
        new Redirector(
            usual,
            (image, holders, delivery, place) -> {
              asked = delivery;
              return Optional.of(URI.create("https://img.example/x"));
            },
            (remote, headers) -> Optional.empty()));
  }

  private boolean send(Redirector redirector) {
    return redirector
        .of(request.build())
        .send(SampleRecords.image("a.png", "image/png"), List.of("a"), response.build());
  }
}

package org.legim.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.legim.config.Delivery;
import org.legim.config.GeoPoint;

class SiteChoiceTest {

  private static final Optional<GeoPoint> UNKNOWN = Optional.empty();
  private static final Optional<GeoPoint> USER = Optional.of(Places.SAN_JOSE);

  private final Site seattle = site("seattle", Optional.of(Places.SEATTLE), 0);
  private final Site beijing = site("beijing", Optional.of(Places.BEIJING), 0);
  private final Site somewhere = site("somewhere", UNKNOWN, 0);
  private final SiteChoice choice = new SiteChoice(Optional.of(Places.LONDON));

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "REDIRECT"})
  void isTheNearestToTheUser(Delivery delivery) {
    assertThat(choice.choose(delivery, USER, List.of(somewhere, beijing, seattle)))
        .contains(seattle);
  }

  @Test
  void countsTheTimeThatTheNodeItselfTakes() {
    Site slow = site("slow", Optional.of(Places.SAN_JOSE), 1000);

    assertThat(choice.choose(Delivery.REDIRECT, USER, List.of(slow, seattle))).contains(seattle);
  }

  @Test
  void isTheGatewayWhereThatIsNearer() {
    Optional<GeoPoint> user = Optional.of(Places.LONDON);

    assertThat(choice.choose(Delivery.AUTO, user, List.of(seattle, beijing))).isEmpty();
    assertThat(choice.choose(Delivery.REDIRECT, user, List.of(seattle, beijing))).contains(seattle);
  }

  @Test
  void isTheGatewayWhereNothingIsKnownOfTheUserOrTheSites() {
    assertThat(choice.choose(Delivery.AUTO, UNKNOWN, List.of(seattle))).isEmpty();
    assertThat(choice.choose(Delivery.AUTO, USER, List.of(somewhere))).isEmpty();
  }

  @Test
  void isASiteWhereNothingIsKnownOfTheGateway() {
    assertThat(new SiteChoice(UNKNOWN).choose(Delivery.AUTO, USER, List.of(beijing)))
        .contains(beijing);
  }

  @Test
  void isTheFirstSiteWhereARedirectIsWantedAndNoPlaceIsKnown() {
    assertThat(choice.choose(Delivery.REDIRECT, UNKNOWN, List.of(beijing, seattle)))
        .contains(beijing);
    assertThat(choice.choose(Delivery.REDIRECT, USER, List.of(somewhere))).contains(somewhere);
  }

  @ParameterizedTest
  @EnumSource
  void isTheGatewayWhereThereAreNoSites(Delivery delivery) {
    assertThat(choice.choose(delivery, USER, List.of())).isEmpty();
  }

  @Test
  void isAlwaysTheGatewayForAProxy() {
    assertThat(choice.choose(Delivery.PROXY, USER, List.of(seattle))).isEmpty();
  }

  private static Site site(String node, Optional<GeoPoint> location, long millis) {
    return new Site(
        node, URI.create("http://" + node + ".example"), location, Duration.ofMillis(millis));
  }
}

package org.legim.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.config.GeoPoint;
import org.legim.config.IpNetwork;
import org.legim.config.PlaceConfig;

class UserPlaceTest {

  private static final String PROXY = "10.0.0.1";
  private static final Map<IpNetwork, GeoPoint> NETWORKS =
      Map.of(
          IpNetwork.parse("192.0.0.0/8"), Places.LONDON,
          IpNetwork.parse("192.0.2.0/24"), Places.BEIJING);

  private final PlaceConfig config =
      new PlaceConfig(
          List.of(IpNetwork.parse("10.0.0.0/8")),
          Optional.of("X-Place"),
          NETWORKS,
          Optional.of(Path.of("/none.mmdb")));
  private final UserPlace places =
      new UserPlace(
          config, List.of(new NetworkTable(NETWORKS), address -> Optional.of(Places.SEATTLE)));

  @Test
  void isWhatATrustedProxySays() {
    assertThat(find(PROXY, Map.of("X-Place", List.of("51.5, -0.1")))).contains(Places.LONDON);
  }

  @Test
  void isNeverWhatAStrangerSays() {
    assertThat(find("192.0.2.1", Map.of("X-Place", List.of("51.5,-0.1")))).contains(Places.BEIJING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "91,0", "NaN,NaN", "1", "1,2,3", "1e1,2"})
  void isLookedUpIfTheProxySaysNothingOfUse(String place) {
    assertThat(
            find(PROXY, Map.of("X-Place", List.of(place), "X-Forwarded-For", List.of("192.0.2.1"))))
        .contains(Places.BEIJING);
  }

  @Test
  void isLookedUpIfThereAreTwoOpinions() {
    assertThat(
            find(
                PROXY,
                Map.of(
                    "X-Place", List.of("1,1", "51.5,-0.1"),
                    "X-Forwarded-For", List.of("192.0.2.1"))))
        .contains(Places.BEIJING);
  }

  @Test
  void isThatOfTheLongestPrefix() {
    assertThat(find("192.0.3.1", Map.of())).contains(Places.LONDON);
    assertThat(find("192.0.2.1", Map.of())).contains(Places.BEIJING);
  }

  @Test
  void isThatOfTheNextSourceWhereOneDoesNotKnow() {
    assertThat(find("198.51.100.1", Map.of())).contains(Places.SEATTLE);
  }

  @Test
  void isUnknownWithoutSources() {
    assertThat(new UserPlace(config, List.of()).find(PROXY, name -> List.of())).isEmpty();
  }

  private Optional<GeoPoint> find(String remote, Map<String, List<String>> headers) {
    return places.find(remote, name -> headers.getOrDefault(name, List.of()));
  }
}

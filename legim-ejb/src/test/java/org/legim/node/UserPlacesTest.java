package org.legim.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.legim.config.ConfigException;
import org.legim.config.GeoPoint;
import org.legim.config.NodeConfig;
import org.legim.config.Settings;
import org.legim.place.GeoDatabase;

class UserPlacesTest {

  @Test
  void asksTheTableBeforeTheDatabase() throws Exception {
    String file =
        Path.of(GeoDatabase.class.getResource("GeoIP2-City-Test.mmdb").toURI()).toString();
    try (UserPlaces places =
        UserPlaces.open(config("geo.database", file, "geo.networks", "216.160.0.0/16=1,2"))) {
      assertThat(find(places, "216.160.83.56")).contains(new GeoPoint(1, 2));
      assertThat(find(places, "175.16.199.1")).contains(new GeoPoint(43.88, 125.3228));
      assertThat(find(places, "127.0.0.1")).isEmpty();
    }
  }

  @Test
  void saysWhichFileIsNoDatabase(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("city.mmdb"), "city");

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> UserPlaces.open(config("geo.database", file.toString())))
        .withMessageStartingWith("geo.database: " + file + " cannot be read as a MaxMind database");
  }

  @Test
  void ofAMemberNeedNoDatabase(@TempDir Path folder) throws Exception {
    NodeConfig config =
        config(
            "geo.database", folder.resolve("none").toString(),
            "parent.ip", "10.0.0.1",
            "parent.port", "80");

    try (UserPlaces places = UserPlaces.open(config)) {
      assertThat(find(places, "216.160.83.56")).isEmpty();
    }
  }

  private static Optional<GeoPoint> find(UserPlaces places, String address) {
    return places.find(address, name -> List.of());
  }

  private static NodeConfig config(String... settings) throws ConfigException {
    Properties properties = new Properties();
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty("legim." + settings[i], settings[i + 1]);
    }
    return NodeConfig.from(Settings.of(Optional.empty(), Map.of(), properties));
  }
}

package org.legim.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.config.GeoPoint;
import org.legim.config.HostName;

class GeoDatabaseTest {

  private GeoDatabase database;

  @BeforeEach
  void open() throws IOException, URISyntaxException {
    database =
        GeoDatabase.open(
            Path.of(GeoDatabaseTest.class.getResource("GeoIP2-City-Test.mmdb").toURI()));
  }

  @AfterEach
  void close() throws IOException {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "216.160.83.56, 47.2513, -122.3149",
    "175.16.199.1, 43.88, 125.3228",
    "2001:218::1, 35.68536, 139.75309"
  })
  void knowsWhereAddressesAre(String address, double latitude, double longitude) {
    assertThat(database.find(HostName.address(address).orElseThrow()))
        .contains(new GeoPoint(latitude, longitude));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "::1"})
  void doesNotKnowAllOfThem(String address) {
    assertThat(database.find(HostName.address(address).orElseThrow())).isEmpty();
  }

  @Test
  void refusesAnotherFile(@TempDir Path folder) throws IOException {
    Path other = Files.writeString(folder.resolve("city.mmdb"), "city");

    assertThatIOException().isThrownBy(() -> GeoDatabase.open(other));
    assertThatIOException().isThrownBy(() -> GeoDatabase.open(folder.resolve("none")));
  }
}

package org.legim.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeConfigTest {
  private static NodeConfig of(String... keysAndValues) throws ConfigException {
    Properties properties = new Properties();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty("legim." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return NodeConfig.from(Settings.of(Optional.empty(), Map.of(), properties));
  }

  @Test
  void aNodeWithoutAnySettingIsAGatewayOnPort8080() throws ConfigException {
    NodeConfig config = of();

    assertThat(config.port()).isEqualTo(8080);
    assertThat(config.bind()).isEqualTo("0.0.0.0");
    assertThat(config.data()).isEqualTo(Path.of("legim-data/8080").toAbsolutePath());
    assertThat(config.parent()).isEmpty();
    assertThat(config.name()).isEmpty();
    assertThat(config.ip()).isEmpty();
    assertThat(config.url()).isEmpty();
    assertThat(config.location()).isEmpty();
    assertThat(config.publicUrl()).isEmpty();
    assertThat(config.capacity()).isEmpty();
    assertThat(config.secret()).isEmpty();
    assertThat(config.replicas()).isEmpty();
    assertThat(config.writeQuorum()).isEqualTo(1);
    assertThat(config.onStop()).isEqualTo(OnStop.DRAIN);
    assertThat(config.drainRate()).isEmpty();
    assertThat(config.drainTimeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.repairAfter()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.repairRate()).isEqualTo(20_000_000);
    assertThat(config.scrubPeriod()).isEqualTo(Duration.ofDays(30));
    assertThat(config.maxUpload()).isEqualTo(100_000_000);
    assertThat(config.apiKey()).isEmpty();
    assertThat(config.reads()).isEqualTo(Reads.PUBLIC);
    assertThat(config.cacheMemory()).isEqualTo(32_000_000);
    assertThat(config.cacheControl()).isEmpty();
    assertThat(config.delivery()).isEqualTo(Delivery.AUTO);
    assertThat(config.places())
        .isEqualTo(new PlaceConfig(List.of(), Optional.empty(), Map.of(), Optional.empty()));
  }

  @Test
  void readsEveryKey() throws ConfigException {
    NodeConfig config =
        of(
            "node.port", "8888",
            "node.name", "hanoi-1",
            "node.ip", "10.0.0.7",
            "node.url", "https://hanoi.example/legim/",
            "node.bind", "::1",
            "node.data", "data",
            "node.location", "21.03, 105.85",
            "node.public", "https://img.example",
            "node.capacity", "1.5 TiB",
            "parent.ip", "10.0.0.6",
            "parent.port", "3333",
            "parent.path", "/",
            "parent.tls", "true",
            "secret", " hush ",
            "replicas", "3",
            "write-quorum", "2",
            "on-stop", "keep",
            "drain.rate", "5 MB",
            "drain.timeout", "90 s",
            "repair.after", "1 h",
            "repair.rate", "1 MB",
            "scrub.period", "7 d",
            "max-upload", "1kB",
            "api-key", "k",
            "reads", "private",
            "cache.memory", "2 MiB",
            "cache-control", "public, max-age=60",
            "delivery", "redirect",
            "trusted-proxies", "10.0.0.0/8, ::1",
            "geo.header", "X-Location",
            "geo.networks", "10.1.0.0/16=47.6,-122.3; 2001:db8::/32 = 39.9, 116.4",
            "geo.database", "city.mmdb");

    assertThat(config)
        .usingRecursiveComparison()
        .isEqualTo(
            new NodeConfig(
                8888,
                Optional.of("hanoi-1"),
                Optional.of("10.0.0.7"),
                Optional.of(URI.create("https://hanoi.example/legim")),
                "::1",
                Path.of("data").toAbsolutePath(),
                Optional.of(new GeoPoint(21.03, 105.85)),
                Optional.of(URI.create("https://img.example")),
                OptionalLong.of(3L << 39),
                Optional.of(new ParentAddress("10.0.0.6", 3333, "", true)),
                Optional.of(" hush "),
                Optional.empty(),
                OptionalInt.of(3),
                2,
                OnStop.KEEP,
                OptionalLong.of(5_000_000),
                Duration.ofSeconds(90),
                Duration.ofHours(1),
                1_000_000,
                Duration.ofDays(7),
                1000,
                Optional.of("k"),
                Reads.PRIVATE,
                2L << 20,
                Optional.of("public, max-age=60"),
                Delivery.REDIRECT,
                new PlaceConfig(
                    List.of(IpNetwork.parse("10.0.0.0/8"), IpNetwork.parse("::1/128")),
                    Optional.of("X-Location"),
                    Map.of(
                        IpNetwork.parse("10.1.0.0/16"),
                        new GeoPoint(47.6, -122.3),
                        IpNetwork.parse("2001:db8::/32"),
                        new GeoPoint(39.9, 116.4)),
                    Optional.of(Path.of("city.mmdb").toAbsolutePath()))));
  }

  @Test
  void dataFollowsThePort() throws ConfigException {
    assertThat(of("node.port", "9").data()).isEqualTo(Path.of("legim-data/9").toAbsolutePath());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "node.port| 80a| \"80a\" is not a port; expected a whole number from 1 to 65535",
        "node.port| 0| \"0\" is not a port",
        "node.port| 65536| \"65536\" is not a port",
        "node.port| 99999999999| \"99999999999\" is not a port",
        "node.name| a b| \"a b\" is not a name",
        "node.name| ..| \"..\" is not a name",
        "node.name| abcdefghijklmnopqrstuvwxyz0123456| is not a name",
        "node.ip| 10.0.0.256| \"10.0.0.256\" is not a host; expected an IP address",
        "node.ip| 10.0.0| \"10.0.0\" is not a host",
        "node.ip| http://x| is not a host",
        "node.ip| 1::2::3| is not a host",
        "node.ip| -a.example| is not a host",
        "node.url| ftp://x/| is not such a URL",
        "node.url| http:///x| is not such a URL",
        "node.url| http://u:p@x| is not such a URL",
        "node.url| http://x?y| is not such a URL",
        "node.url| http://x:70000| is not such a URL",
        "node.url| http://a b| is not a URL",
        "node.url| example.org| is not such a URL",
        "node.data| ~/photos| begins with ~, which only a shell knows",
        "node.location| 91,0| is not on Earth; expected latitude,longitude",
        "node.location| 0,-180.5| is not on Earth",
        "node.location| NaN,0| is no place",
        "node.location| 21.03| is not a place",
        "node.location| 1,2,3| is not a place",
        "node.capacity| 100M| is not a size; expected a size of at least one byte",
        "node.capacity| 0| is less than one byte",
        "node.capacity| 10 EiB| is more than any disk holds",
        "max-upload| -1| is not a size",
        "replicas| 0| \"0\" is too few; expected a whole number of at least 1",
        "replicas| two| \"two\" is not a number of copies",
        "write-quorum| 0| \"0\" is too few; expected a whole number of at least 1",
        "on-stop| Drain| \"Drain\" is neither; expected drain or keep",
        "drain.rate| 0| is less than one byte",
        "drain.timeout| 10 w| \"10 w\" is not a time; expected a time of at least one second",
        "drain.timeout| 0 s| is less than one second",
        "drain.timeout| PT-5M| is less than one second",
        "drain.timeout| 9999 h| is more than a year",
        "repair.after| 0 s| is less than one second",
        "repair.rate| fast| is not a size",
        "scrub.period| 366 d| is more than a year",
        "reads| all| \"all\" is neither; expected public or private",
        "api-key| a b| api-key: has a character that no HTTP header can carry; expected visible",
        "cache-control| päßt| is not a header's value",
        "delivery| direct| \"direct\" is neither; expected auto, proxy or redirect",
        "trusted-proxies| proxy.example| has \"proxy.example\", which is not a network",
        "trusted-proxies| 10.0.0.0/8,| has \"\", which is not a network",
        "geo.header| X Location| is not the name of a header",
        "geo.networks| 10.0.0.0/8| has a row that is not NETWORK=LATITUDE,LONGITUDE",
        "geo.networks| 10.1.0.0/8=1,2| which has bits set behind its prefix",
        "geo.networks| ::/0=91,2| is not on Earth",
        "geo.networks| ::/0=1,2;::/0=1,2| has the network ::/0 twice",
        "geo.database| ~/city.mmdb| begins with ~, which only a shell knows",
      })
  void refusesAValueAndSaysWhatWouldBeRight(String key, String value, String expected) {
    assertThatThrownBy(() -> of(key, value))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("system property legim." + key + ": " + key + ": ")
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "90 s, PT90S",
    "10m, PT10M",
    "2 H, PT2H",
    "30 d, P30D",
    "PT1H30M, PT1H30M",
    "pt5s, PT5S"
  })
  void takesATimeAsPeopleAndAsIso8601WriteIt(String text, Duration expected)
      throws ConfigException {
    assertThat(of("drain.timeout", text).drainTimeout()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"parent.ip,10.0.0.6,parent.port", "parent.port,3333,parent.ip"})
  void parentAddressAndPortGoTogether(String key, String value, String missing) {
    assertThatThrownBy(() -> of(key, value))
        .hasMessageStartingWith(
            "system property legim." + key + ": " + missing + ": is missing beside " + key);
  }

  @Test
  void aWrongParentPortIsOneErrorAndNotAMissingOne() {
    ConfigException e =
        catchThrowableOfType(
            ConfigException.class, () -> of("parent.ip", "10.0.0.6", "parent.port", "x"));

    assertThat(e.errors()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"/legim", "/a/b", "/a%20b"})
  void takesAPathForTheParent(String path) throws ConfigException {
    assertThat(of("parent.ip", "::1", "parent.port", "1", "parent.path", path).parent())
        .contains(new ParentAddress("::1", 1, path, false));
  }

  @ParameterizedTest
  @CsvSource({"legim", "/legim/", "//", "/a?b", "/a b"})
  void refusesAPathThatCannotBePartOfAUrl(String path) {
    assertThatThrownBy(() -> of("parent.ip", "::1", "parent.port", "1", "parent.path", path))
        .hasMessageContaining("is not a path");
  }

  @Test
  void reportsTheFormOfTheFileAndAllValuesTogether(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("legim.yaml");
    Files.writeString(file, "node:\n  port: 80a\n  nmae: x\nreads: some\n");

    assertThatThrownBy(
            () -> NodeConfig.from(Settings.of(Optional.of(file), Map.of(), new Properties())))
        .hasMessage(
            String.join(
                "\n",
                file + ":3: node.nmae: unknown key; did you mean node.name?",
                file
                    + ":2: node.port: \"80a\" is not a port;"
                    + " expected a whole number from 1 to 65535",
                file + ":4: reads: \"some\" is neither; expected public or private"));
  }

  @Test
  void neverShowsASecret() throws ConfigException {
    assertThat(of("secret", "hush", "api-key", "hush").toString())
        .doesNotContain("hush")
        .contains("secret=<hidden>", "apiKey=<hidden>");
    assertThatThrownBy(() -> of("secret", "hush\n", "api-key", "hush hush"))
        .hasMessageNotContainingAny("hush");
  }

  @Test
  void quotesWhatItWasGivenInOneBearableLine() {
    assertThatThrownBy(() -> of("node.port", "8\u001b[2J\n" + "9".repeat(500)))
        .hasMessageContaining("\"8?[2J?999")
        .hasMessageContaining("9…\" is not a port")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(250).doesNotContain("\n"));
  }
}

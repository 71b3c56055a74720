package org.legim.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.legim.blob.Sha256;
import org.legim.catalogue.ImageRecord;
import org.legim.catalogue.Revision;
import org.legim.config.ConfigException;
import org.legim.config.Delivery;
import org.legim.config.GeoPoint;
import org.legim.config.NodeConfig;
import org.legim.config.Settings;
import org.legim.grant.Grant;
import org.legim.grant.GrantCheck;
import org.legim.grant.GrantKey;
import org.legim.grant.GrantSigner;
import org.legim.latency.Attempt;
import org.legim.latency.Latencies;
import org.legim.latency.LowestCost;
import org.legim.link.BlobLink;
import org.legim.route.Branches;
import org.legim.route.Probes;
import org.legim.route.Routing;
import org.legim.testing.SimNode;
import org.legim.testing.SimTree;
import org.legim.testing.SimWorld;

class RedirectsTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:30Z"), ZoneOffset.UTC);
  private static final Sha256 BLOB = new Sha256("ab".repeat(32));
  private static final ImageRecord IMAGE =
      new ImageRecord(
          "a",
          new Revision(1, 1),
          "a.png",
          "image/png",
          10,
          Optional.empty(),
          BLOB,
          CLOCK.instant(),
          CLOCK.instant());

  private final SimWorld world = new SimWorld(1);
  private final GrantSigner signer = new GrantSigner(GrantKey.generate());
  private final Latencies latencies = new Latencies(() -> this.now);
  private final List<Runnable> probes = new ArrayList<>();
  private final Routing routing = routing();
  private final Set<String> gone = new HashSet<>();
  private long now;
  private List<SimNode> nodes;
  private SimNode gateway;

  @BeforeEach
  void grow() {
    nodes = SimTree.chain(world, "gw", "a", "b");
    gateway = nodes.get(0);
  }

  @Test
  void sendsAUserToAHolderWithWhatLetsInThere() throws Exception {
    gateway.site().lead(signer.publicKey(), CLOCK::millis);
    world.passSeconds(30);

    URI target = target(Delivery.REDIRECT, "id-gw", "id-b").orElseThrow();

    assertThat(target)
        .hasScheme("https")
        .hasHost("b")
        .hasPath("/delivery/" + BLOB.hex())
        .hasParameter("grant");
    GrantCheck check =
        new GrantCheck(nodes.get(2).site()::keys, () -> OptionalLong.of(CLOCK.millis()));
    String token = target.getQuery().substring("grant=".length());
    assertThat(check.check(token, BLOB))
        .isEqualTo(
            new Grant(
                BLOB,
                10,
                "a",
                "a.png",
                "image/png",
                CLOCK.instant(),
                "no-cache",
                Optional.of(URI.create("https://img.example")),
                Instant.parse("2026-11-23T12:02:00Z")));
  }

  @Test
  void sendsNobodyWhereTheKeyIsNotKnownYet() {
    gateway.site().lead("another", CLOCK::millis);
    world.passSeconds(30);

    assertThat(target(Delivery.REDIRECT, "id-a", "id-b")).isEmpty();
  }

  @Test
  void sendsNobodyToNodesThatAreAwayOrLeave() {
    gateway.site().lead(signer.publicKey(), CLOCK::millis);
    world.passSeconds(30);
    gateway.tree().setLeaving(Set.of("id-a"));
    world.kill("b");
    world.passSeconds(30);

    assertThat(target(Delivery.REDIRECT, "id-a", "id-b")).isEmpty();
  }

  @Test
  void sendsNobodyToANodeThatHasJustFallenSilent() {
    gateway.site().lead(signer.publicKey(), CLOCK::millis);
    world.passSeconds(30);
    assertThat(target(Delivery.REDIRECT, "id-a")).isPresent();

    world.kill("a");
    world.passSeconds(3);

    assertThat(gateway.tree().isOnline("id-a")).isTrue();
    assertThat(target(Delivery.REDIRECT, "id-a")).isEmpty();
  }

  @Test
  void sendsNobodyToANodeThatHasFailed() {
    gateway.site().lead(signer.publicKey(), CLOCK::millis);
    world.passSeconds(30);
    try (Attempt read = latencies.read("id-a")) {
      read.failed();
    }

    assertThat(target(Delivery.REDIRECT, "id-a")).isEmpty();
    assertThat(target(Delivery.REDIRECT, "id-a", "id-b").orElseThrow()).hasHost("b");
    try (Attempt read = latencies.read("id-a")) {
      read.answered();
    }
    assertThat(target(Delivery.REDIRECT, "id-a")).isPresent();
  }

  @Test
  void sendsNobodyToANodeOrBelowAChildWhoseProcessHasEnded() {
    gateway.site().lead(signer.publicKey(), CLOCK::millis);
    world.passSeconds(30);
    assertThat(PublicSites.children(gateway.tree()))
        .containsExactly(Map.entry("id-a", URI.create("http://a:8080/legim")));
    gone.add("id-a");

    assertThat(target(Delivery.REDIRECT, "id-a", "id-b")).isEmpty();
  }

  @Test
  void looksOnceASecondHowThoseFareThatUsersAreSentTo() {
    gateway.site().lead(signer.publicKey(), CLOCK::millis);
    world.passSeconds(30);

    target(Delivery.REDIRECT, "id-a");
    target(Delivery.REDIRECT, "id-a");
    assertThat(probes).hasSize(1);
    probes.remove(0).run();
    target(Delivery.REDIRECT, "id-a");
    assertThat(probes).isEmpty();

    now += TimeUnit.SECONDS.toNanos(1);
    target(Delivery.REDIRECT, "id-a");
    assertThat(probes).hasSize(1);
  }

  @Test
  void leavesToTheGatewayWhatItHoldsAloneOrIsToProxy() {
    gateway.site().lead(signer.publicKey(), CLOCK::millis);
    world.passSeconds(30);

    assertThat(target(Delivery.REDIRECT, "id-gw")).isEmpty();
    assertThat(target(Delivery.PROXY, "id-a")).isEmpty();
    assertThat(target(Delivery.AUTO, "id-a")).isEmpty();
  }

  private Optional<URI> target(Delivery delivery, String... holders) {
    Redirects redirects =
        new Redirects(
            config(),
            new PublicSites(gateway.tree(), routing, gone::contains, Optional.empty()),
            signer,
            CLOCK);
    Optional<GeoPoint> user = Optional.of(new GeoPoint(1, 2));
    return redirects.target(IMAGE, List.of(holders), delivery, () -> user, "no-cache");
  }

  private Routing routing() {
    return new Routing(
        new Nowhere(),
        latencies,
        new LowestCost(latencies, new Random(1)),
        Optional.of(new Probes(latencies, null, probes::add)),
        Optional.empty());
  }

  /** Nobody can be asked. */
  private static final class Nowhere implements Branches {

    @Override
    public List<String> reachable(Collection<String> nodes) {
      return List.of();
    }

    @Override
    public Optional<BlobLink> towards(String node) {
      return Optional.empty();
    }
  }

  private static NodeConfig config() {
    Properties properties = new Properties();
    properties.setProperty("legim.node.public", "https://img.example/");
    try {
      return NodeConfig.from(Settings.of(Optional.empty(), Map.of(), properties));
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }
}

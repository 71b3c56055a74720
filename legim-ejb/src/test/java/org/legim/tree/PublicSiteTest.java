package org.legim.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.legim.link.DeliveryNotice;
import org.legim.link.NodeStatus;
import org.legim.testing.SimNode;
import org.legim.testing.SimTree;
import org.legim.testing.SimWorld;

class PublicSiteTest {

  private long nanos;
  private final PublicSite site = new PublicSite(Optional.of("https://img.example"), () -> nanos);

  @Test
  void knowsNothingAtFirst() {
    site.hear(null);
    site.hear(new DeliveryNotice(null, 1));

    assertThat(site.keys()).isEmpty();
    assertThat(site.gatewayTime()).isEmpty();
    assertThat(site.notice()).isEmpty();
  }

  @Test
  void keepsTheNewestTwoKeys() {
    site.hear(new DeliveryNotice("a", 1));
    site.hear(new DeliveryNotice("b", 2));
    site.hear(new DeliveryNotice("b", 3));
    assertThat(site.keys()).containsExactly("b", "a");

    site.hear(new DeliveryNotice("c", 4));
    assertThat(site.keys()).containsExactly("c", "b");
    assertThat(site.newestKey()).contains("c");
  }

  @Test
  void countsTheGatewaysTimeOn() {
    site.hear(new DeliveryNotice("a", 1_000));
    nanos += TimeUnit.MILLISECONDS.toNanos(2_500);

    assertThat(site.gatewayTime()).isEqualTo(OptionalLong.of(3_500));
    assertThat(site.notice()).contains(new DeliveryNotice("a", 3_500));
  }

  @Test
  void hearsOfEveryKeyAndSaysSoHoweverFarBelow() {
    SimWorld world = new SimWorld(1);
    List<SimNode> nodes = SimTree.chain(world, "gw", "a", "b");
    SimNode gateway = nodes.get(0);
    SimNode deep = nodes.get(2);

    gateway.site().lead("first", () -> 1_000);
    world.passSeconds(30);

    assertThat(deep.site().keys()).containsExactly("first");
    assertThat(gateway.tree().status("id-b"))
        .get()
        .extracting(NodeStatus::publicUrl, NodeStatus::deliveryKey)
        .containsExactly("https://b", "first");

    gateway.site().lead("second", () -> 2_000);
    world.passSeconds(10);

    assertThat(deep.site().keys()).containsExactly("second", "first");
    assertThat(deep.site().gatewayTime().orElseThrow()).isBetween(2_000L, 5_000L);
    assertThat(gateway.tree().status("id-b"))
        .get()
        .extracting(NodeStatus::deliveryKey)
        .isEqualTo("second");
  }

  @Test
  void ofAGatewayHasItsOwnKeyAndClock() {
    site.lead("mine", () -> 77);

    assertThat(site.keys()).containsExactly("mine");
    assertThat(site.notice()).contains(new DeliveryNotice("mine", 77));
  }
}

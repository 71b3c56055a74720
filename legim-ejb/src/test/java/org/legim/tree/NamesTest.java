package org.legim.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.SimTree.show;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.legim.testing.SimDisk;
import org.legim.testing.SimNode;
import org.legim.testing.SimWorld;
import org.legim.testing.SimWorld.Place;

class NamesTest {

  private final SimWorld world = new SimWorld(5);
  private SimNode gateway;

  @BeforeEach
  void grow() {
    gateway = world.start("gw", new SimDisk("id-gw"), Place.gateway("gw"));
    world.start("a", new SimDisk("id-a"), Place.below("gw", "hanoi"));
    world.passSeconds(5);
  }

  @Test
  void thatWereChosenAndAreTakenAreRefused() {
    SimNode b = world.start("b", new SimDisk("id-b"), Place.below("gw", "hanoi"));

    world.passSeconds(5);

    assertThat(b.tree().problem())
        .contains(
            "refused by the parent gw:8080/legim: the name hanoi of http://b:8080/legim belongs to"
                + " node id-a (online): choose another node.name, or, if this machine replaces it,"
                + " run ./legim forget hanoi at the gateway gw");
  }

  @Test
  void ofTheGatewayAreTakenToo() {
    SimNode b = world.start("b", new SimDisk("id-b"), Place.below("gw", "gw"));

    world.passSeconds(5);

    assertThat(b.tree().problem().orElseThrow()).contains("is the gateway's own");
  }

  @Test
  void thatNobodyChoseAreMadeUniqueAndKept() throws Exception {
    SimDisk disk = new SimDisk("b123-4567");
    SimNode b = world.start("b", disk, Place.below("gw", "hanoi").unnamed());
    world.passSeconds(5);
    assertThat(b.tree().name()).isEqualTo("hanoi-b123");
    assertThat(show(gateway)).isEqualTo("gw(hanoi hanoi-b123)");

    world.kill("a");
    world.passSeconds(10);
    gateway.tree().forget("hanoi");
    SimNode again = world.start("b", disk, Place.below("gw", "hanoi").unnamed());
    world.passSeconds(10);

    assertThat(again.tree().name()).isEqualTo("hanoi-b123");
  }

  @Test
  void thatNobodyChoseGrowNoLongerThanNamesMayBe() {
    String longest = "n".repeat(32);
    world.start("b", new SimDisk("aaaa-1"), Place.below("gw", longest));
    world.start("c", new SimDisk("bbbb-2"), Place.below("gw", longest).unnamed());
    world.start("d", new SimDisk("bbbb-3"), Place.below("gw", longest).unnamed());

    world.passSeconds(10);

    assertThat(show(gateway))
        .contains(" " + longest, " " + "n".repeat(27) + "-bbbb", " " + "n".repeat(26) + "-bbbb-");
  }

  @Test
  void areFreeAgainOnceTheirNodeIsForgotten() throws Exception {
    world.kill("a");
    world.passSeconds(10);
    SimNode b = world.start("b", new SimDisk("id-b"), Place.below("gw", "hanoi"));
    world.passSeconds(5);
    assertThat(b.tree().problem().orElseThrow()).contains("belongs to node id-a (lost)");

    gateway.tree().forget("hanoi");
    world.passSeconds(40);

    assertThat(show(gateway)).isEqualTo("gw(hanoi)");
    assertThat(gateway.tree().topology().find("hanoi").orElseThrow().id()).isEqualTo("id-b");
  }

  @Test
  void changeWithTheConfiguration() {
    world.start("a", gateway.disk().copy(), Place.gateway("x"));
    SimDisk disk = new SimDisk("id-b");
    world.start("b", disk, Place.below("gw", "b"));
    world.passSeconds(5);

    world.start("b", disk, Place.below("gw", "saigon"));
    world.passSeconds(5);

    assertThat(gateway.tree().topology().find("id-b").orElseThrow().name()).isEqualTo("saigon");
  }
}

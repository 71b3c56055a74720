package org.legim.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.SimTree.show;

import org.junit.jupiter.api.Test;
import org.legim.testing.SimDisk;
import org.legim.testing.SimNode;
import org.legim.testing.SimTree;
import org.legim.testing.SimWorld;
import org.legim.testing.SimWorld.Place;

class CirclesTest {

  private final SimWorld world = new SimWorld(3);

  @Test
  void areFoundWhereTwoNodesAreEachOthersParents() {
    SimNode a = world.start("a", new SimDisk("id-a"), Place.below("b", "a"));
    SimNode b = world.start("b", new SimDisk("id-b"), Place.below("a", "b"));

    world.passSeconds(30);

    assertThat(a.tree().problem().orElseThrow() + b.tree().problem().orElseThrow())
        .containsAnyOf("circle: a -> b -> a; one", "circle: b -> a -> b; one")
        .contains("has to get another parent.ip and parent.port");
  }

  @Test
  void areFoundOverThreeNodes() {
    SimNode a = world.start("a", new SimDisk("id-a"), Place.below("b", "a"));
    SimNode b = world.start("b", new SimDisk("id-b"), Place.below("c", "b"));
    SimNode c = world.start("c", new SimDisk("id-c"), Place.below("a", "c"));

    world.passSeconds(30);

    assertThat(
            a.tree().problem().orElseThrow()
                + b.tree().problem().orElseThrow()
                + c.tree().problem().orElseThrow())
        .containsAnyOf(
            "circle: a -> id-b -> c -> a;",
            "circle: b -> id-c -> a -> b;",
            "circle: c -> id-a -> b -> c;");
  }

  @Test
  void areFoundWhereANodeIsItsOwnParent() {
    SimNode a = world.start("a", new SimDisk("id-a"), Place.below("a", "a"));

    world.passSeconds(3);

    assertThat(a.tree().problem().orElseThrow()).contains("a (http://a:8080/legim) is its own");
  }

  @Test
  void areFoundWhereAGatewayIsPutBelowItsOwnTree() {
    SimNode gateway = SimTree.chain(world, "gw", "a", "b").get(0);
    world.passSeconds(20);
    SimNode moved = world.start("gw", gateway.disk(), Place.below("b", "gw"));

    world.passSeconds(60);

    assertThat(moved.tree().isConnected()).isFalse();
    assertThat(moved.tree().problem().orElseThrow()).contains("circle: ");
  }

  @Test
  void leaveNothingBehindOnceTheyAreCut() {
    SimDisk disk = new SimDisk("id-b");
    world.start("a", new SimDisk("id-a"), Place.below("b", "a"));
    world.start("b", disk, Place.below("a", "b"));
    world.passSeconds(30);

    SimNode gateway = world.start("b", disk, Place.gateway("b"));
    world.passSeconds(40);

    assertThat(show(gateway)).isEqualTo("b(a)");
  }
}

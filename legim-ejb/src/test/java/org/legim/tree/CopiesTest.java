package org.legim.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.SimTree.show;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.legim.testing.SimDisk;
import org.legim.testing.SimNode;
import org.legim.testing.SimTree;
import org.legim.testing.SimWorld;
import org.legim.testing.SimWorld.Place;

class CopiesTest {

  private final SimWorld world = new SimWorld(4);
  private SimNode gateway;
  private SimNode a;
  private SimDisk before;

  @BeforeEach
  void grow() {
    gateway = world.start("gw", new SimDisk("id-gw"), Place.gateway("gw"));
    SimDisk disk = new SimDisk("id-a");
    world.start("a", disk, Place.below("gw", "a"));
    world.passSeconds(5);
    before = disk.copy();
    a = world.start("a", disk, Place.below("gw", "a"));
    world.passSeconds(10);
  }

  @Test
  void ofAFolderAreRefused() {
    SimNode copy = world.start("copy", before, Place.below("gw", "a"));

    world.passSeconds(40);

    assertThat(copy.tree().problem().orElseThrow())
        .contains(
            "a copy of the folder of a (http://a:8080/legim, node id-a) is running",
            "a (http://copy:8080/legim, node id-a) has its id and its count of starts (2)");
    assertThat(show(gateway)).isEqualTo("gw(a)");
    assertThat(a.tree().isConnected()).isTrue();
    assertThat(gateway.tree().topology().find("a").orElseThrow().address())
        .hasToString("http://a:8080/legim");
  }

  @Test
  void ofAnOlderFolderAreRefusedWhileTheNodeIsOnline() {
    world.start("a", a.disk(), Place.below("gw", "a"));
    world.passSeconds(10);
    SimNode copy = world.start("copy", before, Place.below("gw", "a"));
    world.passSeconds(10);
    assertThat(copy.tree().problem().orElseThrow())
        .contains("has an older copy of the folder of a", "was started 2 times, that one 3 times");

    world.kill("a");
    world.passSeconds(60);

    assertThat(copy.tree().isConnected()).isTrue();
    assertThat(show(gateway)).isEqualTo("gw(a)");
    assertThat(gateway.tree().topology().find("a").orElseThrow().address())
        .hasToString("http://copy:8080/legim");
  }

  @Test
  void areFoundAfterARestartOfTheGatewayToo() {
    world.kill("gw");
    SimNode again = world.start("gw", gateway.disk(), Place.gateway("gw"));
    SimNode copy = world.start("copy", before, Place.below("gw", "a"));

    world.passSeconds(20);

    assertThat(copy.tree().problem().orElseThrow()).contains("a copy of the folder of a");
    assertThat(show(again)).isEqualTo("gw(a)");
  }

  @Test
  void startedOnceMoreReplaceTheNodeWhichThenStaysOut() {
    before.start();
    SimNode copy = world.start("copy", before, Place.below("gw", "a"));

    world.passSeconds(20);

    assertThat(copy.tree().isConnected()).isTrue();
    assertThat(a.tree().problem().orElseThrow()).contains("has an older copy of the folder of a");
  }

  @Test
  void atAnotherParentAreRefusedToo() {
    SimTree.show(world.start("b", new SimDisk("id-b"), Place.below("gw", "b")));
    world.passSeconds(10);
    SimNode copy = world.start("copy", before, Place.below("b", "a"));

    world.passSeconds(20);

    assertThat(copy.tree().problem().orElseThrow()).contains("a copy of the folder of a");
    assertThat(show(gateway)).isEqualTo("gw(a b)");
  }
}

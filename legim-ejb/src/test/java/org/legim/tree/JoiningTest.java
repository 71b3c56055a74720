package org.legim.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.legim.testing.SimTree.show;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.legim.link.Caller;
import org.legim.link.GatewayName;
import org.legim.link.Join;
import org.legim.link.LinkException;
import org.legim.link.NodeFacts;
import org.legim.testing.SimDisk;
import org.legim.testing.SimNode;
import org.legim.testing.SimTree;
import org.legim.testing.SimWorld;
import org.legim.testing.SimWorld.Place;

class JoiningTest {

  private final SimWorld world = new SimWorld(1);

  @Test
  void reachesDepthFour() {
    List<SimNode> nodes = SimTree.chain(world, "gw", "a", "b", "c", "d");

    world.passSeconds(30);

    SimNode gateway = nodes.get(0);
    Topology topology = gateway.tree().topology();
    assertThat(show(gateway)).isEqualTo("gw(a(b(c(d))))");
    assertThat(topology.pathTo("id-d")).containsExactly("gw", "a", "b", "c", "d");
    assertThat(topology.pathTo("id-x")).containsExactly("id-x");
    assertThat(topology.find("d").orElseThrow().id()).isEqualTo("id-d");
    assertThat(topology.find("id-c").orElseThrow().children()).hasSize(1);
    assertThat(topology.reachable(List.of("id-d", "id-x", "id-a", "id-gw", "id-c")))
        .containsExactly("id-a", "id-c", "id-d");
    assertThat(topology.towards("id-d").orElseThrow().id()).isEqualTo("id-a");
    assertThat(topology.towards("id-d").orElseThrow().address()).isEqualTo("http://a:8080/legim");
    assertThat(nodes.get(2).tree().topology().towards("id-d").orElseThrow().id()).isEqualTo("id-c");
    assertThat(topology.staying())
        .extracting(StayingNode::id)
        .containsExactlyInAnyOrder("id-gw", "id-a", "id-b", "id-c", "id-d");
    assertThat(topology.staying())
        .extracting(StayingNode::branch)
        .containsExactlyInAnyOrder("id-gw", "id-a", "id-a", "id-a", "id-a");
  }

  @Test
  void givesAllTheTreeOfTheGateway() {
    List<SimNode> nodes = SimTree.chain(world, "gw", "a", "b");

    world.passSeconds(20);

    assertThat(nodes)
        .allSatisfy(
            node -> {
              assertThat(node.disk().identity().tree()).isEqualTo("tree-of-id-gw");
              assertThat(node.disk().identity().epoch()).isEqualTo(1);
              assertThat(node.disk().roster().orElseThrow().members()).hasSize(2);
              assertThat(node.tree().isConnected()).isTrue();
              assertThat(node.tree().topology().gateway()).map(GatewayName::name).contains("gw");
            });
    assertThat(nodes.get(2).disk().identity().member()).isTrue();
    assertThat(nodes.get(2).disk().identity().parent()).isEqualTo("a:8080/legim");
    assertThat(nodes.get(0).disk().identity().member()).isFalse();
  }

  @Test
  void namesTheGatewayByTheAddressThatItsChildHas() {
    List<SimNode> nodes = SimTree.chain(world, "gw", "a", "b");

    world.passSeconds(20);

    assertThat(nodes.get(2).tree().topology().gateway())
        .contains(new GatewayName("id-gw", "gw", "http://gw:8080/legim"));
  }

  @Test
  void makesRolesFollowFromPlaces() {
    SimNode gateway = world.start("gw", new SimDisk("id-gw"), Place.gateway("gw"));
    SimNode a = world.start("a", new SimDisk("id-a"), Place.below("gw", "a"));
    world.passSeconds(5);
    assertThat(gateway.tree().topology().role()).isEqualTo(Role.GATEWAY);
    assertThat(a.tree().topology().role()).isEqualTo(Role.LEAF);

    SimDisk disk = new SimDisk("id-b");
    world.start("b", disk, Place.below("a", "b"));
    world.passSeconds(5);
    assertThat(a.tree().topology().role()).isEqualTo(Role.CLUSTER);
    assertThat(gateway.tree().topology().find("a").orElseThrow().role()).isEqualTo(Role.CLUSTER);

    world.start("b", disk, Place.below("gw", "b"));
    world.passSeconds(5);
    assertThat(a.tree().topology().role()).isEqualTo(Role.LEAF);
    assertThat(a.heard()).contains("childLeft id-b");
    assertThat(gateway.tree().topology().find("a").orElseThrow().role()).isEqualTo(Role.LEAF);
  }

  @Test
  void goesOnTryingUntilTheParentIsUp() {
    SimNode a = world.start("a", new SimDisk("id-a"), Place.below("gw", "a"));
    world.passSeconds(120);
    assertThat(a.tree().isConnected()).isFalse();
    assertThat(a.tree().problem())
        .contains("waiting for the parent gw:8080/legim: connection refused");

    SimNode gateway = world.start("gw", new SimDisk("id-gw"), Place.gateway("gw"));
    world.passSeconds(8);

    assertThat(show(gateway)).isEqualTo("gw(a)");
    assertThat(a.tree().problem()).isEmpty();
  }

  @Test
  void makesTheChildrenOfANodeThatIsNotInWait() {
    SimNode a = world.start("a", new SimDisk("id-a"), Place.below("gw", "a"));
    SimNode b = world.start("b", new SimDisk("id-b"), Place.below("a", "b"));
    world.passSeconds(20);
    assertThat(b.tree().problem().orElseThrow())
        .contains("waiting for the parent a:8080/legim", "a waits for its own parent gw:8080");
    assertThat(a.tree().topology().role()).isEqualTo(Role.LEAF);

    SimNode gateway = world.start("gw", new SimDisk("id-gw"), Place.gateway("gw"));
    world.passSeconds(15);

    assertThat(show(gateway)).isEqualTo("gw(a(b))");
  }

  @Test
  void showsAChildThatCannotBeReachedAsLost() {
    world.block("gw", "a");
    List<SimNode> nodes = SimTree.chain(world, "gw", "a");
    world.passSeconds(10);
    assertThat(show(nodes.get(0))).isEqualTo("gw(a:lost)");
    assertThat(nodes.get(0).tree().topology().towards("id-a")).isEmpty();

    world.unblock("gw", "a");
    world.passSeconds(2);

    assertThat(show(nodes.get(0))).isEqualTo("gw(a)");
  }

  @Test
  void isInThoughTheAnswerWasLost() {
    world.loseAnswers("a", true);
    List<SimNode> nodes = SimTree.chain(world, "gw", "a");
    world.passSeconds(10);
    assertThat(nodes.get(1).tree().isConnected()).isFalse();

    world.loseAnswers("a", false);
    world.passSeconds(10);

    assertThat(show(nodes.get(0))).isEqualTo("gw(a)");
    assertThat(nodes.get(1).tree().isConnected()).isTrue();
  }

  @Test
  void refusesAParentOfAnotherVersion() {
    world.outdate("gw");
    SimNode a = SimTree.chain(world, "gw", "a").get(1);

    world.passSeconds(10);

    assertThat(a.tree().problem())
        .contains(
            "refused by the parent gw:8080/legim: the parent speaks version 0 of the link"
                + " protocol");
  }

  @Test
  void doesNotComeInWhereItsDiskCannotKeepIt() {
    SimDisk disk = new SimDisk("id-a");
    disk.broken(true);
    world.start("gw", new SimDisk("id-gw"), Place.gateway("gw"));
    SimNode a = world.start("a", disk, Place.below("gw", "a"));
    world.passSeconds(5);
    assertThat(a.tree().isConnected()).isFalse();
    assertThat(a.heard()).isEmpty();

    disk.broken(false);
    world.passSeconds(10);

    assertThat(a.tree().isConnected()).isTrue();
  }

  @Test
  void refusesANodeOfATreeWithOtherNodes() {
    world.start("gw2", new SimDisk("id-gw2"), Place.gateway("gw2"));
    SimDisk disk = new SimDisk("id-a");
    world.start("a", disk, Place.below("gw2", "a"));
    world.passSeconds(5);
    world.start("gw", new SimDisk("id-gw"), Place.gateway("gw"));
    world.start("b", new SimDisk("id-b"), Place.below("gw", "b"));
    world.passSeconds(5);

    SimNode moved = world.start("a", disk, Place.below("gw", "a"));
    world.passSeconds(5);

    assertThat(moved.tree().problem().orElseThrow())
        .startsWith("refused by the parent gw:8080/legim: a (http://a:8080/legim, node id-a)")
        .contains("belongs to another tree (tree-of-id-gw2) than the gateway gw");
    assertThat(disk.identity().tree()).isEqualTo("tree-of-id-gw2");
  }

  @Test
  void refusesAGatewayThatHasMembersAsAChild() {
    SimDisk disk = new SimDisk("id-gw2");
    world.start("gw2", disk, Place.gateway("gw2"));
    world.start("a", new SimDisk("id-a"), Place.below("gw2", "a"));
    world.passSeconds(5);
    world.start("gw", new SimDisk("id-gw"), Place.gateway("gw"));

    SimNode moved = world.start("gw2", disk, Place.below("gw", "gw2"));
    world.passSeconds(5);

    assertThat(moved.tree().problem().orElseThrow()).contains("belongs to another tree");
  }

  @Test
  void takesAGatewayThatWasAloneWithItsImages() {
    SimDisk disk = new SimDisk("id-a");
    disk.revision(null, 1, 5000);
    world.start("a", disk, Place.gateway("a"));
    world.passSeconds(5);
    SimNode gateway = world.start("gw", new SimDisk("id-gw"), Place.gateway("gw"));

    world.start("a", disk, Place.below("gw", "a"));
    world.passSeconds(5);

    assertThat(show(gateway)).isEqualTo("gw(a)");
    assertThat(disk.identity().tree()).isEqualTo("tree-of-id-gw");
  }

  @Test
  void doesNotTakeRevisionsOfAFormerTreeForItsOwn() {
    SimDisk disk = new SimDisk("id-a");
    disk.revision("tree-of-id-a", 1, 5000);
    SimNode gateway = world.start("gw", new SimDisk("id-gw"), Place.gateway("gw"));
    world.start("a", disk, Place.below("gw", "a"));
    world.passSeconds(5);

    world.start("a", disk, Place.below("gw", "a"));
    world.passSeconds(5);

    assertThat(show(gateway)).isEqualTo("gw(a)");
    assertThat(gateway.disk().identity().epoch()).isEqualTo(1);
  }

  @Test
  void refusesWhoAsksInAnothersName() throws Exception {
    SimNode gateway = world.start("gw", new SimDisk("id-gw"), Place.gateway("gw"));
    Caller caller = new Caller("id-x", "s", "key-x", true, "x");

    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> gateway.tree().join(join("id-a", "a", "key-x"), caller))
        .withMessageContaining("asked to join as node id-a");
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> gateway.tree().join(join("id-x", "a", "key-y"), caller))
        .withMessageContaining("another key");
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> gateway.tree().join(join("id-x", "a\nb", "key-x"), caller))
        .withMessageContaining("has no name of 1 to 32");
    assertThat(gateway.tree().join(join("id-x", "x", "key-x"), caller).name()).isEqualTo("x");
  }

  @Test
  void saysInOneSecondWhatHasChangedInShape() {
    List<SimNode> nodes = SimTree.chain(world, "gw", "a", "b", "c");
    world.passSeconds(30);
    world.start("d", new SimDisk("id-d"), Place.below("c", "d"));

    world.pass(Duration.ofMillis(1900));

    assertThat(show(nodes.get(0))).isEqualTo("gw(a(b(c(d))))");
  }

  private static Join join(String id, String name, String key) {
    NodeFacts facts =
        new NodeFacts(id, name, true, 1, "run", key, null, 8080, "/legim", null, null);
    return new Join(facts, "tree", 1, true, false, 0, 0, null, List.of(), null);
  }
}

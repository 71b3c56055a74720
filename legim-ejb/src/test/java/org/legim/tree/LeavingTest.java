package org.legim.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.SimTree.show;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.legim.testing.SimDisk;
import org.legim.testing.SimNode;
import org.legim.testing.SimTree;
import org.legim.testing.SimWorld;
import org.legim.testing.SimWorld.Place;

class LeavingTest {

  private final SimWorld world = new SimWorld(4);
  private final SimDisk disk = new SimDisk("id-d");
  private List<SimNode> nodes;
  private SimNode gateway;

  @BeforeEach
  void grow() {
    nodes = SimTree.chain(world, "gw", "a", "b", "c");
    gateway = nodes.get(0);
    world.passSeconds(30);
    nodes.forEach(node -> node.heard().clear());
  }

  private SimNode startBelow(String parent) {
    return world.start("d", disk, Place.below(parent, "d"));
  }

  @Test
  void isReadFromButHoldsNothingForOthers() {
    gateway.tree().setLeaving(Set.of("id-b"));
    world.passSeconds(1);

    Topology topology = gateway.tree().topology();
    assertThat(topology.staying())
        .extracting(StayingNode::id)
        .containsExactlyInAnyOrder("id-gw", "id-a", "id-c");
    assertThat(topology.reachable(List.of("id-b", "id-c"))).containsExactly("id-b", "id-c");
    assertThat(gateway.tree().isOnline("id-b")).isTrue();
    assertThat(gateway.heard()).containsExactly("stayingChanged");
    assertThat(show(gateway)).isEqualTo("gw(a(b:draining(c)))");

    gateway.tree().setLeaving(Set.of());
    world.passSeconds(1);

    assertThat(topology.staying()).hasSize(4);
    assertThat(gateway.heard()).hasSize(2);
    assertThat(show(gateway)).isEqualTo("gw(a(b(c)))");
  }

  @Test
  void isLostLikeAnyOther() {
    gateway.tree().setLeaving(Set.of("id-c"));
    world.kill("c");
    world.passSeconds(10);

    assertThat(show(gateway)).isEqualTo("gw(a(b(c:lost)))");
  }

  @Test
  void isShownInMaintenanceOnlyWhileItIsAway() {
    gateway.tree().setMaintenance(Set.of("id-b"));
    assertThat(show(gateway)).isEqualTo("gw(a(b(c)))");

    world.kill("b");
    world.passSeconds(20);

    assertThat(show(gateway)).isEqualTo("gw(a(b:maintenance(c:lost)))");
    world.start("b", nodes.get(2).disk(), Place.below("a", "b"));
    world.passSeconds(10);
    assertThat(show(gateway)).isEqualTo("gw(a(b(c)))");
  }

  @Test
  void sendsWhoWantsToJoinToItsParent() {
    gateway.tree().setLeaving(Set.of("id-b", "id-c"));

    SimNode d = startBelow("b");
    world.pass(Duration.ofMillis(1500));

    assertThat(show(gateway)).isEqualTo("gw(a(b:draining(c:draining) d))");
    assertThat(d.tree().parentUrl()).contains("http://a:8080/legim");
    assertThat(disk.identity().parent()).isEqualTo("b:8080/legim");
    assertThat(gateway.heard()).contains("memberJoined id-d " + d.run());
  }

  @Test
  void sendsWhoWantsToJoinOnOverSeveralHops() {
    gateway.tree().setLeaving(Set.of("id-a", "id-b", "id-c"));

    SimNode d = startBelow("c");
    world.passSeconds(2);

    assertThat(show(gateway)).isEqualTo("gw(a:draining(b:draining(c:draining)) d)");
    assertThat(d.tree().parentUrl()).contains("http://gw:8080/legim");
  }

  @Test
  void sendsOnWhoIsBelowANodeThatLeaves() {
    gateway.tree().setLeaving(Set.of("id-a"));

    startBelow("c");
    world.passSeconds(2);

    assertThat(show(gateway)).isEqualTo("gw(a:draining(b(c)) d)");
  }

  @Test
  void sendsOnBeforeTheGatewayKnowsThatItLeaves() {
    nodes.get(2).tree().setSelfLeaving(true);
    assertThat(show(nodes.get(2))).isEqualTo("b:draining(c)");

    startBelow("b");
    world.passSeconds(2);
    assertThat(show(gateway)).isEqualTo("gw(a(b(c) d))");

    nodes.get(2).tree().setSelfLeaving(false);
    startBelow("b");
    world.passSeconds(12);
    assertThat(show(gateway)).isEqualTo("gw(a(b(c d)))");
  }

  @Test
  void sendsOnWithoutAWayToTheGateway() {
    nodes.get(2).tree().setSelfLeaving(true);
    world.block("b", "a");
    world.passSeconds(10);

    SimNode d = startBelow("b");
    world.passSeconds(2);

    assertThat(d.tree().parentUrl()).contains("http://a:8080/legim");
    assertThat(d.tree().isConnected()).isTrue();
  }

  @Test
  void tellsAStrangerNothingOfOtherNodes() {
    gateway.tree().setLeaving(Set.of("id-b"));
    nodes.get(2).tree().setSelfLeaving(true);

    SimNode d = world.start("d", disk, Place.below("b", "d").untrusted());
    world.passSeconds(2);

    assertThat(d.tree().problem().orElseThrow()).startsWith("pending at the parent b:8080/legim");
  }

  @Test
  void leavesItsFormerChildrenWhereTheyWent() {
    gateway.tree().setLeaving(Set.of("id-a", "id-b", "id-c"));
    SimNode d = startBelow("c");
    world.passSeconds(2);
    List.of("a", "b", "c", "gw").forEach(world::kill);
    world.passSeconds(60);
    assertThat(d.tree().isConnected()).isFalse();

    SimNode again = world.start("gw", gateway.disk(), Place.gateway("gw"));
    world.passSeconds(15);

    assertThat(show(again)).isEqualTo("gw(a:lost(b:lost(c:lost)) d)");
    assertThat(d.tree().isConnected()).isTrue();
  }

  @Test
  void hasAChildBackWhenThatIsStartedAgain() {
    gateway.tree().setLeaving(Set.of("id-b"));
    startBelow("b");
    world.passSeconds(2);
    gateway.tree().setLeaving(Set.of());

    startBelow("b");
    world.passSeconds(12);

    assertThat(show(gateway)).isEqualTo("gw(a(b(c d)))");
  }

  @Test
  void callsWhoHasErrandsHoweverFarBelow() {
    gateway.tree().setErrands(() -> Set.of("id-c", "id-gone"));
    world.passSeconds(5);

    assertThat(nodes.get(3).heard()).isNotEmpty().containsOnly("called");
    assertThat(nodes.get(1).heard()).isEmpty();
    assertThat(nodes.get(2).heard()).isEmpty();

    gateway.tree().setErrands(Set::of);
    world.passSeconds(4);
    int calls = nodes.get(3).heard().size();
    world.passSeconds(5);
    assertThat(nodes.get(3).heard()).hasSize(calls);
  }

  @Test
  void goesOnWhereNobodyCanSayWhoHasErrands() {
    gateway
        .tree()
        .setErrands(
            () -> {
              throw new IllegalStateException("the books are closed");
            });
    world.passSeconds(20);

    assertThat(show(gateway)).isEqualTo("gw(a(b(c)))");
  }

  @Test
  void movesAtOnceWhereItIsTold() {
    SimNode c = nodes.get(3);
    c.tree().moveTo("http://gw:8080/legim");
    world.pass(Duration.ofMillis(400));

    assertThat(show(gateway)).isEqualTo("gw(a(b) c)");
    assertThat(c.tree().isConnected()).isTrue();
    assertThat(c.tree().parentUrl()).contains("http://gw:8080/legim");
    assertThat(c.disk().identity().parent()).isEqualTo("b:8080/legim");
    world.passSeconds(3);
    assertThat(nodes.get(2).tree().directChildren()).isEmpty();
    assertThat(gateway.tree().directChildren())
        .extracting(DirectChild::id)
        .containsExactlyInAnyOrder("id-a", "id-c");
  }

  @Test
  void stillHasItsParentIfTheOtherCannotBeReached() {
    SimNode c = nodes.get(3);
    c.tree().moveTo("http://nowhere:8080/legim");
    world.passSeconds(5);

    assertThat(show(gateway)).isEqualTo("gw(a(b(c)))");
    assertThat(c.tree().parentUrl()).contains("http://b:8080/legim");
  }

  @Test
  void namesNoAddressThatMeansAnotherMachineThere() {
    SimNode local = world.start("localhost", new SimDisk("id-l"), Place.below("gw", "l"));
    SimNode e = world.start("e", new SimDisk("id-e"), Place.below("localhost", "e"));
    world.passSeconds(5);
    assertThat(local.tree().isConnected()).isTrue();
    assertThat(e.tree().parentUrl()).contains("http://localhost:8080/legim");
    gateway.tree().setLeaving(Set.of("id-e"));

    SimNode d = startBelow("e");
    world.passSeconds(2);

    assertThat(d.tree().parentUrl()).contains("http://gw:8080/legim");
    assertThat(show(gateway)).isEqualTo("gw(a(b(c)) d l(e:draining))");
  }

  @Test
  void saysSoIfItKnowsNoAddressThatMeansTheSameThere() {
    SimNode other = world.start("localhost", new SimDisk("id-o"), Place.gateway("o"));
    world.start("e", new SimDisk("id-e"), Place.below("localhost", "e"));
    world.passSeconds(5);
    other.tree().setLeaving(Set.of("id-e"));

    SimNode d = startBelow("e");
    world.passSeconds(2);

    assertThat(d.tree().problem().orElseThrow())
        .startsWith("refused by the parent e:8080/legim: e, or a node above it, is leaving")
        .contains("localhost:8080/legim", "parent.ip");
  }
}

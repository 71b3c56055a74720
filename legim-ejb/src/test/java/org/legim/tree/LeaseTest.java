package org.legim.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.legim.testing.SimTree.show;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.legim.link.LinkException;
import org.legim.link.NodeStatus;
import org.legim.testing.SimDisk;
import org.legim.testing.SimNode;
import org.legim.testing.SimTree;
import org.legim.testing.SimWorld;
import org.legim.testing.SimWorld.Place;

class LeaseTest {

  private final SimWorld world = new SimWorld(2);
  private List<SimNode> nodes;
  private SimNode gateway;

  @BeforeEach
  void grow() {
    nodes = SimTree.chain(world, "gw", "a", "b", "c");
    gateway = nodes.get(0);
    world.passSeconds(30);
  }

  @Test
  void showsHowLongOthersAreWaitedFor() {
    TreeNode root = gateway.tree().topology().root();
    TreeNode a = root.children().get(0);

    assertThat(root.latencyMillis()).isZero();
    assertThat(a.latencyMillis()).isEqualTo(SimNode.LATENCY_MILLIS);
    assertThat(a.children().get(0).latencyMillis()).isEqualTo(SimNode.LATENCY_MILLIS);
  }

  @Test
  void losesAChildWithAllBelowIt() {
    world.kill("a");

    world.passSeconds(5);
    assertThat(show(gateway)).isEqualTo("gw(a(b(c)))");
    world.passSeconds(3);

    assertThat(show(gateway)).isEqualTo("gw(a:lost(b:lost(c:lost)))");
    assertThat(gateway.tree().topology().reachable(List.of("id-a", "id-c"))).isEmpty();
    assertThat(gateway.tree().topology().towards("id-c")).isEmpty();
    assertThat(gateway.tree().topology().staying()).hasSize(1);
    assertThat(nodes.get(3).tree().isConnected()).isFalse();
  }

  @Test
  void tellsOfALossFarBelow() {
    world.kill("c");

    world.passSeconds(8);

    assertThat(show(gateway)).isEqualTo("gw(a(b(c:lost)))");
  }

  @Test
  void hasAllBackSecondsAfterAParentIsUpAgain() {
    world.kill("a");
    world.passSeconds(60);

    world.start("a", nodes.get(1).disk(), Place.below("gw", "a"));
    world.passSeconds(8);

    assertThat(show(gateway)).isEqualTo("gw(a(b(c)))");
    assertThat(gateway.tree().topology().staying()).hasSize(4);
  }

  @Test
  void hasAllBackSecondsAfterTheGatewayIsUpAgain() {
    world.kill("gw");
    world.passSeconds(60);
    assertThat(nodes)
        .filteredOn(node -> node != gateway)
        .allSatisfy(node -> assertThat(node.tree().isConnected()).isFalse());

    SimNode again = world.start("gw", gateway.disk(), Place.gateway("gw"));
    assertThat(show(again)).isEqualTo("gw(a:lost(b:lost(c:lost)))");
    assertThat(again.tree().topology().pathTo("id-c")).containsExactly("gw", "a", "b", "c");
    world.passSeconds(8);

    assertThat(show(again)).isEqualTo("gw(a(b(c)))");
    assertThat(again.tree().isRecovering()).isFalse();
    assertThat(again.disk().identity().epoch()).isEqualTo(1);
    assertThat(again.tree().topology().staying()).hasSize(4);
  }

  @Test
  void noticesNothingOfAGatewayThatIsUpAtOnce() {
    world.kill("gw");
    SimNode again = world.start("gw", gateway.disk(), Place.gateway("gw"));

    world.passSeconds(4);

    assertThat(show(again)).isEqualTo("gw(a(b(c)))");
  }

  @Test
  void takesAChildBackWhoseHeartbeatsWereHeldUp() {
    world.block("a", "gw");
    world.passSeconds(10);
    assertThat(show(gateway)).isEqualTo("gw(a:lost(b:lost(c:lost)))");

    world.unblock("a", "gw");
    world.passSeconds(8);

    assertThat(show(gateway)).isEqualTo("gw(a(b(c)))");
    assertThat(gateway.tree().topology().staying()).hasSize(4);
  }

  @Test
  void keepsTheChildrenOfANodeWithoutAParent() {
    world.block("a", "gw");
    world.passSeconds(20);

    assertThat(show(nodes.get(1))).isEqualTo("a(b(c))");
    assertThat(nodes.get(3).tree().problem().orElseThrow())
        .isEqualTo("the parent b:8080/legim has no way to the gateway itself");
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> nodes.get(3).tree().report(nodes.get(3).report(99)))
        .matches(e -> e.kind() == LinkException.Kind.NO_WAY)
        .withMessageContaining("a waits for its own parent gw:8080/legim");
  }

  @Test
  void tellsOnlyWhatHasChanged() {
    world.takeStatuses();
    world.passSeconds(60);
    assertThat(world.takeStatuses()).isEmpty();

    nodes.get(3).disk().hold(1, 1000);
    world.passSeconds(10);
    assertThat(world.takeStatuses()).hasSize(3).extracting(NodeStatus::id).containsOnly("id-c");
    assertThat(gateway.tree().topology().find("c").orElseThrow().images()).isEqualTo(1);

    world.kill("b");
    world.passSeconds(20);
    assertThat(world.takeStatuses()).hasSize(1).extracting(NodeStatus::id).containsOnly("id-b");
    assertThat(show(gateway)).isEqualTo("gw(a(b:lost(c:lost)))");
  }

  @Test
  void sendsTheRosterOnlyWhereItIsNews() {
    long before = world.rostersSent();
    world.passSeconds(60);

    assertThat(world.rostersSent()).isEqualTo(before);

    world.start("d", new SimDisk("id-d"), Place.below("gw", "d"));
    world.passSeconds(10);

    assertThat(world.rostersSent()).isEqualTo(before + 3);
    assertThat(nodes.get(3).disk().roster().orElseThrow().members()).hasSize(4);
  }

  @Test
  void wakesWhoHasOrders() {
    nodes.forEach(node -> node.heard().clear());
    gateway.disk().orders("id-c", "id-gone");

    world.passSeconds(5);
    gateway.disk().orders();
    world.passSeconds(5);

    assertThat(nodes.get(3).heard()).contains("woken");
    assertThat(nodes.get(1).heard()).isEmpty();
    int calls = nodes.get(3).heard().size();
    world.passSeconds(5);
    assertThat(nodes.get(3).heard()).hasSize(calls);
  }

  @Test
  void followsAChildThatMoves() {
    SimNode c = world.start("c", nodes.get(3).disk(), Place.below("gw", "c"));

    world.passSeconds(3);
    assertThat(show(gateway)).isEqualTo("gw(a(b) c)");
    assertThat(gateway.tree().topology().towards("id-c").orElseThrow().id()).isEqualTo("id-c");
    world.passSeconds(20);

    assertThat(show(gateway)).isEqualTo("gw(a(b) c)");
    assertThat(nodes.get(2).tree().topology().role()).isEqualTo(Role.LEAF);
    assertThat(c.tree().isConnected()).isTrue();
  }

  @Test
  void followsABranchThatMoves() {
    world.start("b", nodes.get(2).disk(), Place.below("gw", "b"));

    world.passSeconds(20);

    assertThat(show(gateway)).isEqualTo("gw(a b(c))");
    assertThat(gateway.tree().topology().towards("id-c").orElseThrow().id()).isEqualTo("id-b");
  }

  @Test
  void believesOnlyTheNewestReportOfThePresentProcess() throws Exception {
    SimNode c = nodes.get(3);
    gateway.tree().reportFence(c.report(50));

    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> gateway.tree().reportFence(c.report(50)))
        .withMessageContaining("report 50 of node c (id-c) is late");
    SimNode again = world.start("c", c.disk(), Place.below("b", "c"));
    again.reporting(false);
    world.passSeconds(10);

    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> gateway.tree().reportFence(c.report(51)))
        .withMessageContaining("a newer process of node c (id-c) has joined");
    gateway.tree().reportFence(again.report(1));
    gateway.tree().completed("id-c", c.run());
    assertThat(gateway.tree().topology().staying()).hasSize(3);
    gateway.tree().completed("id-c", again.run());
    assertThat(gateway.tree().topology().staying()).hasSize(4);
    world.passSeconds(1);
    assertThat(gateway.heard()).contains("stayingChanged");
  }
}

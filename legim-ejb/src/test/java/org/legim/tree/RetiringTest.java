package org.legim.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.legim.testing.SimTree.show;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.legim.link.ErrandCall;
import org.legim.link.LinkException;
import org.legim.link.Member;
import org.legim.testing.SimDisk;
import org.legim.testing.SimNode;
import org.legim.testing.SimTree;
import org.legim.testing.SimWorld;
import org.legim.testing.SimWorld.Place;

class RetiringTest {

  private final SimWorld world = new SimWorld(5);
  private List<SimNode> nodes;
  private SimNode gateway;
  private SimNode b;
  private SimNode c;

  @BeforeEach
  void grow() {
    nodes = SimTree.chain(world, "gw", "a", "b", "c");
    gateway = nodes.get(0);
    b = nodes.get(2);
    c = nodes.get(3);
    world.passSeconds(30);
    nodes.forEach(node -> node.heard().clear());
  }

  private static ErrandCall lastCall(SimNode node) {
    return new ErrandCall(node.id(), node.run(), List.of(), 0, 0, "drain");
  }

  @Test
  void knowsItsMembersAndWhereTheyStand() {
    Tree tree = gateway.tree();
    assertThat(tree.members()).extracting(Member::name).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(tree.member("c")).map(Member::id).contains("id-c");
    assertThat(tree.member("id-c")).map(Member::name).contains("c");
    assertThat(tree.member("x")).isEmpty();
    assertThat(tree.below("id-a")).containsExactly("id-c", "id-b");
    assertThat(tree.below("id-gw")).containsExactly("id-c", "id-b", "id-a");
    assertThat(tree.below("id-c")).isEmpty();
    assertThat(tree.parentOf("id-a")).contains("id-gw");
    assertThat(tree.parentOf("id-gw")).isEmpty();
    assertThat(tree.status("id-c").orElseThrow().bytesFree()).isEqualTo(1L << 40);
    assertThat(gateway.tree().parentUrl()).isEmpty();
  }

  @Test
  void isNoMemberFromThenOn() throws Exception {
    gateway.tree().retire("id-c", "id-b");

    assertThat(show(gateway)).isEqualTo("gw(a(b))");
    assertThat(gateway.tree().isOnline("id-c")).isFalse();
    assertThat(gateway.tree().member("c")).isEmpty();
    assertThat(gateway.tree().topology().staying()).hasSize(3);
    assertThat(gateway.disk().roster().orElseThrow().members()).hasSize(2);
    assertThat(gateway.disk().calls()).contains("strikeOut id-c");
    world.kill("c");
    world.passSeconds(3);
    assertThat(show(gateway)).isEqualTo("gw(a(b))");
    assertThat(b.tree().topology().role()).isEqualTo(Role.LEAF);
    assertThat(b.tree().directChildren()).isEmpty();
  }

  @Test
  void isAnsweredForOneLeaseMore() throws Exception {
    gateway.tree().setErrands(() -> Set.of("id-c"));
    world.passSeconds(5);
    gateway.tree().retire("id-c", "id-b");
    world.passSeconds(4);
    c.heard().clear();
    world.passSeconds(2);

    c.tree().errands(lastCall(c));

    assertThat(gateway.heard()).contains("errands of id-c");
    assertThat(b.heard()).doesNotContain("childLeft id-c");
    assertThat(show(gateway)).isEqualTo("gw(a(b))");
    world.kill("c");
    world.passSeconds(6);
    assertThat(b.heard()).contains("childLeft id-c");
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> c.tree().errands(lastCall(c)))
        .matches(e -> e.kind() == LinkException.Kind.NO_WAY);
  }

  @Test
  void isAnsweredByTheGatewayItselfToo() throws Exception {
    world.start("d", new SimDisk("id-d"), Place.below("gw", "d"));
    world.passSeconds(5);
    SimNode e = world.start("e", new SimDisk("id-e"), Place.below("gw", "e"));
    world.passSeconds(5);
    gateway.tree().setErrands(() -> Set.of("id-e"));
    gateway.tree().retire("id-e", "id-gw");
    world.passSeconds(2);

    assertThat(e.heard()).contains("called");
    e.tree().errands(lastCall(e));

    assertThat(gateway.heard()).contains("errands of id-e").doesNotContain("childLeft id-e");
    world.kill("e");
    world.passSeconds(6);
    assertThat(gateway.heard()).contains("childLeft id-e");
    assertThat(show(gateway)).isEqualTo("gw(a(b(c)) d)");
  }

  @Test
  void joinsAsANewOneWhenItIsStartedAgain() throws Exception {
    gateway.tree().retire("id-c", "id-b");
    world.passSeconds(3);

    SimNode again = world.start("c", c.disk(), Place.below("b", "c"));
    world.passSeconds(5);

    assertThat(show(gateway)).isEqualTo("gw(a(b(c)))");
    assertThat(gateway.tree().topology().staying()).hasSize(4);
    assertThat(again.tree().isConnected()).isTrue();
    world.passSeconds(20);
    assertThat(show(gateway)).isEqualTo("gw(a(b(c)))");
    assertThat(gateway.tree().isRecovering()).isFalse();
  }

  @Test
  void leavesThoseBelowItThatAreAwayToAnother() throws Exception {
    world.kill("c");
    world.passSeconds(10);

    gateway.tree().retire("id-b", "id-a");

    assertThat(gateway.tree().parentOf("id-c")).contains("id-a");
    world.kill("b");
    world.passSeconds(3);
    assertThat(show(gateway)).isEqualTo("gw(a(c:lost))");
    assertThat(gateway.tree().below("id-a")).containsExactly("id-c");
  }

  @Test
  void leavesTheChildrenThatItTookAlongToThoseAboveIt() throws Exception {
    world.kill("b");
    world.passSeconds(50);
    assertThat(show(gateway)).isEqualTo("gw(a(b:lost(c:lost)))");
    assertThat(c.tree().isConnected()).isFalse();

    gateway.tree().retire("id-b", "id-a");
    world.passSeconds(15);

    assertThat(show(gateway)).isIn("gw(a(c))", "gw(a c)");
    assertThat(c.tree().isConnected()).isTrue();
    assertThat(gateway.tree().topology().staying()).hasSize(3);
    assertThat(c.disk().identity().parent()).isEqualTo("b:8080/legim");
  }

  @Test
  void doesNotLeaveWhileANodeBelowItIsOnline() {
    assertThatExceptionOfType(DecisionException.class)
        .isThrownBy(() -> gateway.tree().retire("id-a", "id-gw"))
        .matches(e -> e.kind() == DecisionException.Kind.CONFLICT)
        .withMessageMatching("a .* cannot leave while [bc] .* is online below it");
    assertThat(gateway.tree().members()).hasSize(3);
  }

  @Test
  void leavesThoseBelowItToNobodyButAMember() {
    for (String parent : List.of("id-c", "id-x")) {
      assertThatExceptionOfType(DecisionException.class)
          .isThrownBy(() -> gateway.tree().retire("id-c", parent))
          .matches(e -> e.kind() == DecisionException.Kind.UNKNOWN);
    }
    assertThatExceptionOfType(DecisionException.class)
        .isThrownBy(() -> gateway.tree().retire("id-x", "id-gw"))
        .matches(e -> e.kind() == DecisionException.Kind.UNKNOWN);
    assertThat(gateway.tree().members()).hasSize(3);
  }
}

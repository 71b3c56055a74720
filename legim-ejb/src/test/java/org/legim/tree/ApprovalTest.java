package org.legim.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.legim.testing.SimTree.show;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.legim.testing.SimDisk;
import org.legim.testing.SimNode;
import org.legim.testing.SimWorld;
import org.legim.testing.SimWorld.Place;

class ApprovalTest {

  private final SimWorld world = new SimWorld(6);
  private SimNode gateway;
  private SimNode b;

  @BeforeEach
  void grow() {
    gateway = world.start("gw", new SimDisk("id-gw"), Place.gateway("gw"));
    world.start("a", new SimDisk("id-a"), Place.below("gw", "a"));
    world.passSeconds(5);
    b = world.start("b", new SimDisk("id-b"), Place.below("a", "b").untrusted());
    world.passSeconds(10);
  }

  @Test
  void isWaitedFor() {
    assertThat(show(gateway)).isEqualTo("gw(a(b:pending))");
    assertThat(gateway.tree().topology().find("a").orElseThrow().role()).isEqualTo(Role.LEAF);
    assertThat(gateway.tree().pending())
        .containsExactly(
            new PendingNode(
                "id-b",
                "b",
                "http://b:8080/legim",
                "id-a",
                "key-id-b",
                Fingerprint.of("key-id-b")));
    assertThat(b.tree().problem().orElseThrow())
        .startsWith("pending at the parent a:8080/legim: an operator has to run ./legim approve b")
        .contains("at the gateway gw", Fingerprint.of("key-id-b"));
    assertThat(b.disk().identity().member()).isFalse();
    assertThat(b.disk().roster()).isEmpty();
  }

  @Test
  void letsTheNodeInAndSurvivesRestarts() throws Exception {
    gateway.tree().approve("b");
    SimNode again = world.start("gw", gateway.disk(), Place.gateway("gw"));
    world.passSeconds(15);
    assertThat(show(again)).isEqualTo("gw(a(b))");
    assertThat(again.tree().pending()).isEmpty();
    assertThat(again.tree().isRecovering()).isFalse();

    world.start("b", b.disk(), Place.below("a", "b").untrusted());
    world.passSeconds(10);

    assertThat(show(again)).isEqualTo("gw(a(b))");
  }

  @Test
  void isOfOneKeyOnly() throws Exception {
    gateway.tree().approve("id-b");
    world.passSeconds(10);
    world.kill("b");
    world.passSeconds(10);
    SimDisk other = new SimDisk("id-b");
    other.start();
    other.start();
    Identity was = other.identity();
    other.change(identity -> identity.withKeys("private", "key-other"));
    assertThat(was.id()).isEqualTo("id-b");

    world.start("b", other, Place.below("a", "b").untrusted());
    world.passSeconds(10);

    assertThat(gateway.tree().pending()).extracting(PendingNode::key).containsExactly("key-other");
    assertThat(show(gateway)).startsWith("gw(a(b:");
  }

  @Test
  void canBeRefusedAndGivenLater() throws Exception {
    gateway.tree().refuse("b");
    world.passSeconds(10);
    assertThat(b.tree().problem().orElseThrow())
        .startsWith("refused by the parent a:8080/legim: an operator refused b (http://b:8080")
        .contains("./legim approve b there lets it in");
    assertThat(show(gateway)).isEqualTo("gw(a)");

    SimNode again = world.start("gw", gateway.disk(), Place.gateway("gw"));
    world.passSeconds(60);

    assertThat(show(again)).isEqualTo("gw(a(b:pending))");
  }

  @Test
  void canBeGivenToANodeThatWasRefused() throws Exception {
    gateway.tree().refuse("b");
    world.passSeconds(10);

    gateway.tree().approve("b");
    world.passSeconds(60);

    assertThat(show(gateway)).isEqualTo("gw(a(b))");
  }

  @Test
  void needsANodeThatWaits() {
    assertThatExceptionOfType(DecisionException.class)
        .isThrownBy(() -> gateway.tree().approve("x"))
        .withMessage("No node with the id or the name x waits to be let in")
        .matches(e -> e.kind() == DecisionException.Kind.UNKNOWN);
    assertThatExceptionOfType(DecisionException.class)
        .isThrownBy(() -> gateway.tree().approve("a"))
        .withMessageContaining("is in the tree already")
        .matches(e -> e.kind() == DecisionException.Kind.CONFLICT);
  }

  @Test
  void asksWhichNodeWhereTwoWantOneName() throws Exception {
    world.start("c", new SimDisk("id-c"), Place.below("gw", "b").untrusted());
    world.passSeconds(5);

    assertThatExceptionOfType(DecisionException.class)
        .isThrownBy(() -> gateway.tree().approve("b"))
        .withMessageContaining("id-b (key ")
        .withMessageContaining("id-c (key ");
    gateway.tree().approve("id-c");
    world.passSeconds(10);

    assertThat(show(gateway)).isEqualTo("gw(a b)");
  }

  @Test
  void isNoLongerAskedForByANodeThatWentAway() {
    world.kill("b");

    world.passSeconds(150);

    assertThat(show(gateway)).isEqualTo("gw(a)");
  }

  @Test
  void endsWhereANodeIsForgotten() throws Exception {
    gateway.tree().approve("b");
    world.passSeconds(10);
    assertThatExceptionOfType(DecisionException.class)
        .isThrownBy(() -> gateway.tree().forget("b"))
        .withMessageContaining("is online: stop it first")
        .matches(e -> e.kind() == DecisionException.Kind.CONFLICT);
    world.kill("b");
    world.passSeconds(10);

    assertThat(gateway.tree().forget("b")).isEqualTo(7);

    assertThat(gateway.disk().calls()).containsExactly("strikeOut id-b");
    world.passSeconds(5);
    assertThat(show(gateway)).isEqualTo("gw(a)");
    world.start("b", b.disk(), Place.below("a", "b").untrusted());
    world.passSeconds(10);
    assertThat(show(gateway)).isEqualTo("gw(a(b:pending))");
  }
}

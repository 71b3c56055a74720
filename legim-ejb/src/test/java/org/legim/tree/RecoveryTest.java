package org.legim.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.SimTree.show;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.legim.blob.Sha256;
import org.legim.link.Member;
import org.legim.testing.SimDisk;
import org.legim.testing.SimNode;
import org.legim.testing.SimTree;
import org.legim.testing.SimWorld;
import org.legim.testing.SimWorld.Place;

class RecoveryTest {

  private final SimWorld world = new SimWorld(7);
  private List<SimNode> nodes;
  private SimDisk c;

  @BeforeEach
  void grow() {
    nodes = SimTree.chain(world, "gw", "a", "b");
    c = new SimDisk("id-c");
    world.start("c", c, Place.below("gw", "c"));
    world.passSeconds(20);
  }

  @Test
  void bringsBackATreeWhoseGatewayLostItsFolder() {
    world.kill("gw");
    SimNode fresh = world.start("gw", new SimDisk("id-new"), Place.gateway("gw"));

    world.passSeconds(40);

    assertThat(show(fresh)).isEqualTo("gw(a(b) c)");
    assertThat(fresh.disk().identity().tree()).isEqualTo("tree-of-id-gw");
    assertThat(fresh.disk().identity().epoch()).isEqualTo(2);
    assertThat(fresh.disk().identity().recovering()).isFalse();
    assertThat(fresh.disk().calls()).containsExactly("beginEpoch 2", "dropUnneeded");
    assertThat(fresh.heard()).contains("epochBegun 2", "recoveryEnded 0");
    assertThat(fresh.tree().topology().staying()).hasSize(4);
    assertThat(nodes.get(2).disk().identity().epoch()).isEqualTo(2);
    assertThat(nodes.get(2).disk().roster().orElseThrow().epoch()).isEqualTo(2);
    assertThat(nodes.get(2).heard()).contains("joined 2");
  }

  @Test
  void lastsUntilTheLastMemberHasReported() {
    world.kill("gw");
    world.kill("c");
    SimNode fresh = world.start("gw", new SimDisk("id-new"), Place.gateway("gw"));
    world.passSeconds(40);
    assertThat(fresh.tree().isRecovering()).isTrue();
    assertThat(show(fresh)).isEqualTo("gw:recovering(a(b) c:lost)");
    assertThat(fresh.disk().calls()).containsExactly("beginEpoch 2");

    world.start("c", c, Place.below("gw", "c"));
    world.passSeconds(40);

    assertThat(show(fresh)).isEqualTo("gw(a(b) c)");
    assertThat(fresh.disk().calls()).containsExactly("beginEpoch 2", "dropUnneeded");
  }

  @Test
  void bringsBackTheSettingsOfTheTree() {
    SimDisk former = nodes.get(0).disk();
    former.set(Map.of("replicas", "3"));
    world.kill("gw");
    world.start("gw", former, Place.gateway("gw"));
    world.passSeconds(20);
    world.kill("gw");

    SimNode fresh = world.start("gw", new SimDisk("id-new"), Place.gateway("gw"));
    assertThat(fresh.tree().setting("replicas")).isEmpty();
    world.passSeconds(40);

    assertThat(fresh.tree().setting("replicas")).contains("3");
  }

  @Test
  void goesOnAfterARestartOfTheGateway() {
    world.kill("gw");
    world.kill("c");
    SimNode fresh = world.start("gw", new SimDisk("id-new"), Place.gateway("gw"));
    world.passSeconds(40);

    SimNode again = world.start("gw", fresh.disk(), Place.gateway("gw"));
    assertThat(again.tree().isRecovering()).isTrue();
    world.passSeconds(40);

    assertThat(again.tree().isRecovering()).isTrue();
    assertThat(again.disk().identity().epoch()).isEqualTo(2);
    assertThat(show(again)).isEqualTo("gw:recovering(a(b) c:lost)");
  }

  @Test
  void endsWhereTheMissingMemberIsForgotten() throws Exception {
    world.kill("gw");
    world.kill("c");
    SimNode fresh = world.start("gw", new SimDisk("id-new"), Place.gateway("gw"));
    world.passSeconds(40);

    fresh.tree().forget("c");

    assertThat(fresh.tree().isRecovering()).isFalse();
    assertThat(fresh.disk().calls())
        .containsExactly("beginEpoch 2", "strikeOut id-c", "dropUnneeded");
    assertThat(show(fresh)).isEqualTo("gw(a(b))");
  }

  @Test
  void isFinishedWhereACrashCameBetweenRosterAndIdentity() {
    world.kill("gw");
    world.kill("c");
    SimDisk disk = new SimDisk("id-new");
    SimNode fresh = world.start("gw", disk, Place.gateway("gw"));
    disk.broken(true);
    world.passSeconds(5);
    assertThat(disk.identity().tree()).isEqualTo("tree-of-id-new");
    assertThat(disk.roster().orElseThrow().tree()).isEqualTo("tree-of-id-gw");
    assertThat(show(fresh)).startsWith("gw");

    disk.broken(false);
    SimNode again = world.start("gw", disk, Place.gateway("gw"));
    assertThat(again.tree().isRecovering()).isTrue();
    world.passSeconds(40);

    assertThat(disk.identity().tree()).isEqualTo("tree-of-id-gw");
    assertThat(show(again)).isEqualTo("gw:recovering(a(b) c:lost)");
  }

  @Test
  void goesOnAtOnceWhereTheDiskWasBrokenForAMoment() {
    world.kill("gw");
    SimDisk disk = new SimDisk("id-new");
    SimNode fresh = world.start("gw", disk, Place.gateway("gw"));
    disk.broken(true);
    world.passSeconds(5);

    disk.broken(false);
    world.passSeconds(40);

    assertThat(show(fresh)).isEqualTo("gw(a(b) c)");
    assertThat(disk.identity().recovering()).isFalse();
    assertThat(disk.calls()).contains("dropUnneeded");
  }

  @Test
  void beginsWhereTheGatewayWasRestoredFromAnOlderState() {
    SimDisk older = nodes.get(0).disk().copy();
    world.start("d", new SimDisk("id-d"), Place.below("a", "d"));
    world.passSeconds(10);
    world.kill("gw");
    world.kill("d");
    SimNode restored = world.start("gw", older, Place.gateway("gw"));

    world.passSeconds(40);

    assertThat(older.identity().epoch()).isEqualTo(2);
    assertThat(older.roster().orElseThrow().members())
        .extracting(Member::name)
        .containsExactlyInAnyOrder("a", "b", "c", "d");
    assertThat(show(restored)).isEqualTo("gw:recovering(a(b d:lost) c)");
  }

  @Test
  void beginsWhereAMemberKnowsANewerRevision() {
    world.kill("gw");
    nodes.get(1).disk().revision("tree-of-id-gw", 1, 10);
    SimNode again = world.start("gw", nodes.get(0).disk(), Place.gateway("gw"));

    world.passSeconds(40);

    assertThat(again.disk().calls()).containsExactly("beginEpoch 2", "dropUnneeded");
    assertThat(show(again)).isEqualTo("gw(a(b) c)");
  }

  @Test
  void doesNotBeginForWhoIsNotLetIn() {
    world.kill("gw");
    SimNode fresh = world.start("gw", new SimDisk("id-new"), Place.gateway("gw"));
    world.kill("c");
    world.start("a", nodes.get(1).disk(), Place.below("gw", "a").untrusted());

    world.passSeconds(20);

    assertThat(show(fresh)).isEqualTo("gw(a:pending)");
    assertThat(fresh.disk().identity().tree()).isEqualTo("tree-of-id-new");
  }

  @Test
  void worksWithoutASecretOnceOneMemberIsApproved() throws Exception {
    world.kill("gw");
    world.kill("b");
    world.kill("c");
    SimNode fresh = world.start("gw", new SimDisk("id-new"), Place.gateway("gw"));
    world.start("a", nodes.get(1).disk(), Place.below("gw", "a").untrusted());
    world.start("b", nodes.get(2).disk(), Place.below("a", "b").untrusted());
    world.passSeconds(10);

    fresh.tree().approve("a");
    world.passSeconds(20);

    assertThat(show(fresh)).isEqualTo("gw:recovering(a(b) c:lost)");
  }

  @Test
  void doesNotBeginAtAGatewayThatHasOtherMembers() {
    world.kill("gw");
    world.kill("a");
    world.kill("c");
    SimNode fresh = world.start("gw", new SimDisk("id-new"), Place.gateway("gw"));
    world.start("x", new SimDisk("id-x"), Place.below("gw", "x"));
    world.passSeconds(10);

    SimNode a = world.start("a", nodes.get(1).disk(), Place.below("gw", "a"));
    world.passSeconds(10);

    assertThat(a.tree().problem().orElseThrow())
        .contains("belongs to another tree (tree-of-id-gw)", "before any other");
    assertThat(show(fresh)).isEqualTo("gw(x)");
  }

  @Test
  void tellsWhichOfTheGatewaysOwnBlobsNobodyNeeds() {
    world.kill("gw");
    SimDisk disk = new SimDisk("id-new");
    disk.unneeded(Set.of(new Sha256("0".repeat(64))));
    SimNode fresh = world.start("gw", disk, Place.gateway("gw"));

    world.passSeconds(40);

    assertThat(fresh.heard()).contains("recoveryEnded 1");
  }

  @Test
  void doesNotBeginWithANodeThatDoesNotKnowForWhomElseToWait() {
    world.kill("gw");
    world.kill("a");
    world.kill("c");
    nodes.get(1).disk().loseRoster();
    SimNode fresh = world.start("gw", new SimDisk("id-new"), Place.gateway("gw"));
    world.start("a", nodes.get(1).disk(), Place.below("gw", "a"));
    world.passSeconds(20);
    assertThat(show(fresh)).isEqualTo("gw");

    world.start("c", c, Place.below("gw", "c"));
    world.passSeconds(90);

    assertThat(show(fresh)).isEqualTo("gw(a(b) c)");
    assertThat(fresh.tree().isRecovering()).isFalse();
  }

  @Test
  void reachesANodeOfWhichTheGatewayHeardOnlyAFormerProcess() {
    world.kill("c");
    world.start("b", nodes.get(2).disk(), Place.below("a", "b"));
    world.passSeconds(10);
    world.kill("gw");
    world.passSeconds(20);
    SimNode fresh = world.start("gw", new SimDisk("id-new"), Place.gateway("gw"));
    world.start("c", c, Place.below("gw", "c"));

    world.passSeconds(90);

    assertThat(show(fresh)).isEqualTo("gw(a(b) c)");
    assertThat(fresh.tree().isRecovering()).isFalse();
  }
}

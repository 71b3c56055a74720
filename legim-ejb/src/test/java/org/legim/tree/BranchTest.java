package org.legim.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.legim.link.NodeStatus;

class BranchTest {

  private final Branch branch = new Branch("me");

  @BeforeEach
  void grow() {
    branch.own(status("me", null, "ONLINE", 0));
    branch.claim("a", status("a", "me", "ONLINE", 1));
    branch.claim("a", status("b", "a", "ONLINE", 2));
    branch.claim("c", status("c", "me", "ONLINE", 3));
  }

  @Test
  void tellsEverythingAtFirst() {
    assertThat(branch.since(0).changes())
        .extracting(NodeStatus::id)
        .containsExactly("me", "a", "b", "c");
  }

  @Test
  void tellsNothingWhereNothingHasChanged() {
    long known = branch.since(0).to();

    branch.claim("a", status("b", "a", "ONLINE", 2));
    branch.own(status("me", null, "ONLINE", 0));

    assertThat(branch.since(known).changes()).isEmpty();
  }

  @Test
  void tellsTheLatestOfEachChangeOnce() {
    long known = branch.since(0).to();

    branch.claim("a", status("b", "a", "ONLINE", 5));
    branch.claim("a", status("b", "a", "ONLINE", 6));

    assertThat(branch.since(known).changes()).containsExactly(status("b", "a", "ONLINE", 6));
    assertThat(branch.newestInShape()).isLessThanOrEqualTo(known);
  }

  @Test
  void tellsWhoHasGoneUntilThatIsKnown() {
    long known = branch.since(0).to();
    branch.withdraw("a", "b");
    branch.withdraw("a", "b");

    Branch.Delta delta = branch.since(known);
    assertThat(delta.changes()).extracting(NodeStatus::id).containsExactly("b");
    assertThat(delta.changes()).extracting(NodeStatus::state).containsExactly("GONE");
    assertThat(branch.since(0).changes()).extracting(NodeStatus::id).doesNotContain("b");

    branch.acknowledged(delta.to());
    assertThat(branch.since(known).changes()).isEmpty();
  }

  @Test
  void doesNotTellThatAGoneNodeIsGoneOnceItIsBack() {
    long known = branch.since(0).to();
    branch.withdraw("a", "b");

    branch.claim("c", status("b", "c", "ONLINE", 2));

    assertThat(branch.since(known).changes()).containsExactly(status("b", "c", "ONLINE", 2));
    assertThat(branch.via("b")).contains("c");
  }

  @Test
  void hasWhoStandsBelowALostNodeAsOffline() {
    assertThat(branch.isOnline("b")).isTrue();

    branch.claim("a", status("a", "me", "LOST", 1));

    assertThat(branch.isOnline("b")).isFalse();
    assertThat(branch.online(List.of("b", "c", "me", "x"))).containsExactly("c");
  }

  @Test
  void doesNotLoopWhereParentsDo() {
    branch.claim("a", status("p", "q", "ONLINE", 0));
    branch.claim("a", status("q", "p", "ONLINE", 0));

    assertThat(branch.isOnline("p")).isFalse();
  }

  @Test
  void believesTheParentOfTheRosterWhereTwoTellOfANode() {
    branch.claim("c", status("b", "c", "ONLINE", 2));
    assertThat(branch.via("b")).contains("c");

    branch.believe(Map.of("b", "a")::get);
    assertThat(branch.via("b")).contains("a");
    branch.claim("c", status("b", "c", "LOST", 2));
    assertThat(branch.via("b")).contains("a");

    branch.believe(Map.of("b", "c")::get);
    assertThat(branch.via("b")).contains("c");
    assertThat(branch.isOnline("b")).isFalse();
  }

  @Test
  void keepsWhatAnotherChildTells() {
    branch.claim("c", status("b", "c", "ONLINE", 2));

    branch.withdrawAllBut("c", Set.of("c"));

    assertThat(branch.via("b")).contains("a");
    branch.withdrawAllBut("a", Set.of());
    assertThat(branch.status("b")).isEmpty();
    assertThat(branch.all()).extracting(NodeStatus::id).containsExactlyInAnyOrder("me", "c");
  }

  @Test
  void letsNoChildSpeakForIt() {
    branch.claim("a", status("me", "a", "LOST", 0));

    assertThat(branch.status("me")).contains(status("me", null, "ONLINE", 0));
  }

  private static NodeStatus status(String id, String parent, String state, long images) {
    return new NodeStatus(
        id, parent, id, state, "http://" + id + ":1/legim", null, null, images, 0, 0, null);
  }
}

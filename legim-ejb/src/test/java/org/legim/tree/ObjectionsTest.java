package org.legim.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.legim.link.Admit;
import org.legim.link.Join;
import org.legim.link.Member;
import org.legim.link.NodeFacts;
import org.legim.link.Roster;

class ObjectionsTest {

  private final Objections objections = new Objections(null, id -> false);

  @Test
  void doNotLetALateRequestOfAReplacedProcessIn() {
    Member first = member(1, "run-1");
    objections.replaced(Optional.of(first), facts(2, "run-2"));

    assertThat(objections.copy(admit(facts(1, "run-1")), roster(member(2, "run-2"))).orElseThrow())
        .startsWith("process run-1 of a ")
        .endsWith("has been replaced by process run-2");
  }

  @Test
  void letAnOlderFolderInWhoseNodeIsAway() {
    objections.replaced(Optional.of(member(1, "run-1")), facts(2, "run-2"));

    assertThat(objections.copy(admit(facts(1, "run-3")), roster(member(2, "run-2")))).isEmpty();
  }

  @Test
  void letTheSameProcessInAgain() {
    Member present = member(2, "run-2");
    objections.replaced(Optional.of(present), facts(2, "run-2"));

    assertThat(objections.copy(admit(facts(2, "run-2")), roster(present))).isEmpty();
  }

  private static Member member(long starts, String run) {
    return new Member("id-a", "a", "id-gw", "key", starts, run, "http://a:80");
  }

  private static Roster roster(Member member) {
    return new Roster("tree", 1, 1, List.of(member), Map.of());
  }

  private static NodeFacts facts(long starts, String run) {
    return new NodeFacts("id-a", "a", false, starts, run, "key", null, 80, "", null, null);
  }

  private static Admit admit(NodeFacts node) {
    Join join = new Join(node, "tree", 1, false, true, 0, 0, null, List.of(), null);
    return new Admit(join, true, "http://a:80", List.of("id-gw"));
  }
}

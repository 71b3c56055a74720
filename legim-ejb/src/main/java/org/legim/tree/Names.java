package org.legim.tree;

import java.util.Optional;
import org.legim.link.NodeFacts;
import org.legim.link.Roster;

/** Sees to it that no two nodes of a tree have one name. */
final class Names {

  private static final int MOST_CHARACTERS = 32;
  private static final int ID_CHARACTERS = 4;

  private Names() {}

  /** Who has a name: a member's id, or the gateway's; empty if it is free for a node. */
  static Optional<String> owner(String name, String node, Roster roster, LocalNode gateway) {
    if (name.equals(gateway.name())) {
      return Optional.of(gateway.id());
    }
    return roster.members().stream()
        .filter(member -> member.name().equals(name) && !member.id().equals(node))
        .map(member -> member.id())
        .findFirst();
  }

  /** The name of a node whose name nobody chose: the one that it had, if that still fits. */
  static String unique(NodeFacts node, Roster roster, LocalNode gateway) {
    Optional<String> former =
        roster.members().stream()
            .filter(member -> member.id().equals(node.id()))
            .map(member -> member.name())
            .filter(name -> name.equals(node.name()) || name.startsWith(stem(node, 0)))
            .findFirst();
    String name = former.orElse(node.name());
    for (int more = 0; owner(name, node.id(), roster, gateway).isPresent(); more++) {
      int characters = Math.min(node.id().length(), ID_CHARACTERS + more);
      name = stem(node, characters) + node.id().substring(0, characters);
    }
    return name;
  }

  private static String stem(NodeFacts node, int characters) {
    int room = MOST_CHARACTERS - 1 - Math.max(characters, ID_CHARACTERS);
    return node.name().substring(0, Math.max(0, Math.min(node.name().length(), room))) + "-";
  }
}

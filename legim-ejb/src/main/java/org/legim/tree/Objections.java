package org.legim.tree;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.link.Admit;
import org.legim.link.Member;
import org.legim.link.NodeFacts;
import org.legim.link.Roster;

/**
 * Why a node cannot be let in, whoever it is, in words for the operators on both sides. Guarded by
 * {@link Admissions}.
 */
final class Objections {

  private static final int MOST_REPLACED = 10_000;
  private static final Logger LOG = Logger.getLogger(Objections.class.getName());

  private final LocalNode self;
  private final Predicate<String> online;
  private final OnceLog log = new OnceLog(LOG);

  /** Processes whose place another has taken: what they asked before may be late on the way. */
  private final Set<String> replaced = new LinkedHashSet<>();

  /**
   * @param self the gateway
   * @param online whether a member is online now
   */
  Objections(LocalNode self, Predicate<String> online) {
    this.self = self;
    this.online = online;
  }

  /** The node would stand below itself. */
  Optional<String> circle(Admit admit) {
    String id = admit.join().node().id();
    return admit.path().contains(id) || id.equals(self.id())
        ? Optional.of("circle: " + text(admit) + " would stand below itself")
        : Optional.empty();
  }

  /** The node belongs to another tree. */
  String foreign(Admit admit) {
    return ("%s belongs to another tree (%s) than the gateway %s (%s): give it the parent that it"
            + " had; if this gateway has lost its folder, let that node join again before any"
            + " other and directly below it, at the address that it always had")
        .formatted(
            text(admit), admit.join().tree(), self.name(), self.identity().identity().tree());
  }

  /** The node's parent does not answer, but may come back. */
  Optional<String> astray(Admit admit, Roster roster) {
    return Optional.ofNullable(admit.join().lost())
        .flatMap(id -> Membership.find(roster, id))
        .map(
            parent ->
                "the parent of %s, %s, has not left the tree; if it will not come back, let ./legim"
                        .formatted(text(admit), Membership.text(parent))
                    + " retire or forget it, or give that node another parent");
  }

  /** Another process has the same folder, or had it later. */
  Optional<String> copy(Admit admit, Roster roster) {
    NodeFacts node = admit.join().node();
    Optional<Member> former = Membership.find(roster, node.id()).filter(Membership::hasEntered);
    if (former.isEmpty()) {
      return Optional.empty();
    }
    Member member = former.get();
    if (node.starts() == member.starts() && !node.run().equals(member.run())) {
      return Optional.of(
          ("a copy of the folder of %s is running: %s has its id and its count of starts (%d);"
                  + " stop one of them, and give a copied node a folder of its own; if the other"
                  + " is gone for good, start this one again")
              .formatted(Membership.text(member), text(admit), node.starts()));
    }
    if (node.starts() < member.starts()) {
      String older =
          "%s has an older copy of the folder of %s: it was started %d times, that one %d times"
              .formatted(text(admit), Membership.text(member), node.starts(), member.starts());
      if (online.test(member.id())) {
        return Optional.of(older + " and is online; stop one of them");
      }
      if (replaced.contains(node.run())) {
        return Optional.of(
            "process %s of %s has been replaced by process %s"
                .formatted(node.run(), Membership.text(member), member.run()));
      }
      log.log(Level.WARNING, node.id(), older + ", but is away: this one takes its place");
    }
    return Optional.empty();
  }

  /** The node is let in: its former process, if that was another, is not from now on. */
  void replaced(Optional<Member> former, NodeFacts node) {
    former.map(Member::run).filter(run -> !run.equals(node.run())).ifPresent(replaced::add);
    if (replaced.size() > MOST_REPLACED) {
      replaced.remove(replaced.iterator().next());
    }
  }

  /** Another node has the name that an operator chose. */
  Optional<String> nameTaken(Admit admit, Roster roster) {
    NodeFacts node = admit.join().node();
    if (!node.named()) {
      return Optional.empty();
    }
    return Names.owner(node.name(), node.id(), roster, self)
        .map(
            owner ->
                owner.equals(self.id())
                    ? "the name %s of %s is the gateway's own: choose another node.name"
                        .formatted(node.name(), admit.address())
                    : ("the name %s of %s belongs to node %s (%s): choose another node.name, or, if"
                            + " this machine replaces it, run ./legim forget %s at the gateway %s")
                        .formatted(
                            node.name(),
                            admit.address(),
                            owner,
                            online.test(owner) ? "online" : "lost",
                            node.name(),
                            self.name()));
  }

  /** A node that asks, for people. */
  static String text(Admit admit) {
    return "%s (%s, node %s)"
        .formatted(admit.join().node().name(), admit.address(), admit.join().node().id());
  }
}

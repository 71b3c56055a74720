package org.legim.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.catalogue.HoldingState;
import org.legim.config.GeoPoint;
import org.legim.config.ParentAddress;
import org.legim.link.Admit;
import org.legim.link.Caller;
import org.legim.link.Join;
import org.legim.link.JoinAnswer;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.NodeFacts;

/** Requests to be let in: the node's own, and those of its children. Thread-safe. */
final class Joins {

  private static final Logger LOG = Logger.getLogger(Joins.class.getName());

  private final LocalNode self;
  private final Membership members;
  private final Waiting waiting;
  private final OnceLog log = new OnceLog(LOG);

  Joins(LocalNode self, Membership members, Waiting waiting) {
    this.self = self;
    this.members = members;
    this.waiting = waiting;
  }

  /**
   * This node's own request to a parent.
   *
   * @param lost the id of the former parent, if a node above that is asked instead; or null
   */
  Join request(String name, ParentAddress parent, String lost) {
    Identity own = self.identity().identity();
    HoldingState holdings = self.holdings().get();
    // Until the node has brought its images, their revisions are those of its former tree.
    boolean ofThisTree = holdings.tree().map(own.tree()::equals).orElse(!own.member());
    boolean entered =
        members.of(own.tree()).stream()
            .flatMap(roster -> roster.members().stream())
            .anyMatch(Membership::hasEntered);
    return new Join(
        facts(own, name),
        own.tree(),
        own.epoch(),
        !own.member() && !entered,
        lost == null && Addresses.text(parent).equals(own.parent()),
        ofThisTree ? holdings.revision().epoch() : 0,
        ofThisTree ? holdings.revision().counter() : 0,
        members.of(own.tree()).orElse(null),
        waiting.ids(),
        lost);
  }

  private NodeFacts facts(Identity own, String name) {
    return new NodeFacts(
        own.id(),
        self.named() ? self.name() : name,
        self.named(),
        own.starts(),
        self.run(),
        own.publicKey(),
        self.url().orElse(null),
        self.port(),
        self.path(),
        self.location().map(GeoPoint::latitude).orElse(null),
        self.location().map(GeoPoint::longitude).orElse(null));
  }

  /**
   * What a child's request means for the gateway.
   *
   * @throws LinkException of kind REFUSED if it makes no sense
   */
  Admit admit(Join join, Caller caller) throws LinkException {
    JoinCheck.check(join);
    NodeFacts node = join.node();
    if (!node.id().equals(caller.node()) || !node.key().equals(caller.key())) {
      throw new LinkException(
          Kind.REFUSED,
          "node %s at %s asked to join as node %s, or with another key"
              .formatted(caller.node(), caller.host(), node.id()));
    }
    String address =
        node.url() != null ? node.url() : Addresses.url(caller.host(), node.port(), node.path());
    return new Admit(join, caller.trusted(), address, List.of(self.id()));
  }

  /**
   * The circle in which this node stands with one that asks to join, if it does.
   *
   * @param name this node's name
   * @param ancestors the ids of the nodes above this one, from its parent up
   */
  Optional<String> circle(Admit admit, String name, List<String> ancestors) {
    NodeFacts child = admit.join().node();
    if (child.id().equals(self.id())) {
      return Optional.of(
          "circle: %s (%s) is its own parent; check parent.ip and parent.port"
              .formatted(name, admit.address()));
    }
    int above = ancestors.indexOf(child.id());
    if (above >= 0) {
      return Optional.of(circle(child.name(), name, ancestors.subList(0, above)));
    }
    List<String> below = admit.join().waiting();
    int here = below.indexOf(self.id());
    if (here < 0) {
      return Optional.empty();
    }
    List<String> upwards = new ArrayList<>(below.subList(0, here));
    Collections.reverse(upwards);
    upwards.add(child.name());
    return Optional.of(circle(name, upwards.get(0), upwards.subList(1, upwards.size())));
  }

  private static String circle(String first, String second, List<String> further) {
    StringBuilder way = new StringBuilder("circle: ").append(first).append(" -> ").append(second);
    further.forEach(each -> way.append(" -> ").append(each));
    return way.append(" -> ").append(first)
        + "; one of these nodes, of which each has the next as its parent, has to get another"
        + " parent.ip and parent.port, or none: then it is the gateway";
  }

  /** The child has to wait until this node is in. */
  void makeWait(Join join) {
    waiting.add(join.node().id(), join.waiting());
  }

  /** Tells the operator of this node what became of a request, and goes on. */
  JoinAnswer decided(Admit admit, JoinAnswer answer) {
    NodeFacts node = admit.join().node();
    switch (answer.verdict()) {
      case ACCEPTED -> {
        waiting.remove(node.id());
        log.log(
            Level.INFO,
            node.id(),
            "%s (%s) has joined; it is online once it can be reached there"
                .formatted(answer.name(), admit.address()));
      }
      case ELSEWHERE -> log.log(Level.INFO, node.id(), "a child is sent on: " + answer.reason());
      case PENDING -> log.log(Level.INFO, node.id(), "a child is pending: " + answer.reason());
      default -> log.log(Level.WARNING, node.id(), "a child is refused: " + answer.reason());
    }
    return answer;
  }
}

package org.legim.tree;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.link.Member;

/** What an operator decides about single nodes; guarded by {@link Admissions}. */
final class Decisions {

  private static final Logger LOG = Logger.getLogger(Decisions.class.getName());

  private final Membership members;
  private final Applicants applicants;

  Decisions(Membership members, Applicants applicants) {
    this.members = members;
    this.applicants = applicants;
  }

  /**
   * Remembers the key of a node that asks to be let in.
   *
   * @param gateway who this node is
   */
  PendingNode approve(String idOrName, Identity gateway) throws DecisionException {
    PendingNode node = find(idOrName);
    Member member =
        members
            .find(node.id())
            .map(known -> withKey(known, node.key()))
            .orElseGet(
                () ->
                    new Member(node.id(), node.name(), null, node.key(), 0, null, node.address()));
    members.save(Membership.with(members.orEmpty(gateway), member));
    applicants.pardon(node.id());
    LOG.log(
        Level.INFO,
        "an operator approved {0} with the key {1}",
        new Object[] {Membership.text(member), node.fingerprint()});
    return node;
  }

  private static Member withKey(Member known, String key) {
    return new Member(
        known.id(),
        known.name(),
        known.parent(),
        key,
        known.starts(),
        known.run(),
        known.address());
  }

  /** Takes back an approval that has not been used yet, too. */
  PendingNode refuse(String idOrName, Identity gateway) throws DecisionException {
    PendingNode node = find(idOrName);
    applicants.refuse(node);
    if (members.find(node.id()).filter(member -> !Membership.hasEntered(member)).isPresent()) {
      members.save(Membership.without(members.orEmpty(gateway), node.id()));
    }
    LOG.log(Level.INFO, "an operator refused {0} ({1})", new Object[] {node.name(), node.id()});
    return node;
  }

  /** A member, whether it can be reached or not. */
  Member member(String idOrName) throws DecisionException {
    return members.roster().members().stream()
        .filter(each -> each.id().equals(idOrName) || each.name().equals(idOrName))
        .findFirst()
        .orElseThrow(() -> unknown(idOrName, "is a member of this tree"));
  }

  private PendingNode find(String idOrName) throws DecisionException {
    PendingNode node = applicants.find(idOrName).orElse(null);
    if (node != null) {
      return node;
    }
    for (Member member : members.entered()) {
      if (member.id().equals(idOrName) || member.name().equals(idOrName)) {
        throw new DecisionException(
            DecisionException.Kind.CONFLICT, Membership.text(member) + " is in the tree already");
      }
    }
    throw unknown(idOrName, "waits to be let in");
  }

  private static DecisionException unknown(String idOrName, String what) {
    return new DecisionException(
        DecisionException.Kind.UNKNOWN, "No node with the id or the name " + idOrName + " " + what);
  }
}

package org.legim.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.legim.blob.Sha256;
import org.legim.catalogue.Ledger;
import org.legim.link.Admit;
import org.legim.link.GatewayName;
import org.legim.link.JoinAnswer;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.Member;
import org.legim.link.NodeFacts;
import org.legim.link.Roster;

/** Decides, at the gateway, who belongs to the tree. Thread-safe; decides one after the other. */
final class Admissions {

  private static final Logger LOG = Logger.getLogger(Admissions.class.getName());

  private final LocalNode self;
  private final Membership members;
  private final Recovery recovery = new Recovery();
  private final Reports reports;
  private final Applicants applicants;
  private final Ledger ledger;
  private final Branch branch;
  private final Departures departures;
  private final Listeners listeners;
  private final Objections objections;
  private final Decisions decisions;
  private final Epochs epochs;
  private final OnceLog log = new OnceLog(LOG);

  /**
   * @param nanos a monotonic clock
   */
  Admissions(TreeState state, Ledger ledger, LongSupplier nanos) {
    this.self = state.self();
    this.members = state.members();
    this.reports = state.reports();
    this.branch = state.branch();
    this.departures = state.departures();
    this.listeners = state.listeners();
    this.ledger = ledger;
    this.applicants = new Applicants(nanos);
    this.objections = new Objections(self, branch::isOnline);
    this.decisions = new Decisions(members, applicants);
    this.epochs = new Epochs(self, members, recovery);
  }

  /** Goes on with a recovery that was interrupted by a restart, and keeps the tree's settings. */
  synchronized void start() {
    resume();
    Roster roster = members.orEmpty(self.identity().identity());
    Roster kept = Membership.with(roster, self.settings());
    if (kept != roster) {
      members.save(kept);
    }
  }

  private void resume() {
    Identity own = self.identity().identity();
    Roster roster = members.roster();
    if (roster.epoch() > own.epoch()) {
      // The roster is written first: see begin, and org.legim.node.Restoration.
      begin(roster, "its recovery was interrupted, or its catalogue is a backup");
    } else if (own.recovering()) {
      ledger.beginEpoch(own.epoch());
      recovery.begin(ids(members.entered()));
      listeners.post(each -> each.epochBegun(own.epoch()));
      LOG.log(Level.WARNING, "still recovering: {0}", missing());
    }
  }

  /** See {@link org.legim.link.LinkApi#admit}. */
  synchronized JoinAnswer admit(Admit admit) throws LinkException {
    JoinCheck.check(admit);
    NodeFacts node = admit.join().node();
    Optional<String> circle = objections.circle(admit);
    if (circle.isPresent()) {
      return refuse(admit, circle.get());
    }
    Optional<Epochs.Plan> plan = epochs.plan(admit);
    if (plan.isEmpty()) {
      return refuse(admit, objections.foreign(admit));
    }
    Roster roster = plan.get().roster();
    Optional<String> reason =
        objections
            .copy(admit, roster)
            .or(() -> objections.nameTaken(admit, roster))
            .or(() -> objections.astray(admit, roster));
    if (reason.isPresent()) {
      return refuse(admit, reason.get());
    }
    String name = node.named() ? node.name() : Names.unique(node, roster, self);
    if (admit.trusted() || isApproved(node)) {
      if (departures.isAnyLeaving(admit.path())) {
        return JoinAnswer.elsewhere(
            "%s, or a node above it, is leaving the tree".formatted(nameOf(admit.path().get(0))),
            null);
      }
      return accept(admit, plan.get(), name);
    }
    if (applicants.isRefused(node.id())) {
      return refuse(
          admit,
          "an operator refused %s at the gateway %s; ./legim approve %s there lets it in"
              .formatted(Objections.text(admit), self.name(), name));
    }
    return makeWait(admit, name);
  }

  // What the gateway itself remembers, not what a stranger's roster says of it.
  private boolean isApproved(NodeFacts node) {
    String tree = self.identity().identity().tree();
    return members
        .of(tree)
        .flatMap(roster -> Membership.find(roster, node.id()))
        .filter(member -> node.key().equals(member.key()))
        .isPresent();
  }

  private JoinAnswer makeWait(Admit admit, String name) {
    NodeFacts node = admit.join().node();
    String fingerprint = Fingerprint.of(node.key());
    String parent = admit.path().get(0);
    applicants.add(
        new PendingNode(node.id(), name, admit.address(), parent, node.key(), fingerprint));
    boolean changedKey = members.find(node.id()).filter(Membership::hasEntered).isPresent();
    String reason =
        "an operator has to run ./legim approve %s at the gateway %s; the key of %s is %s"
            .formatted(name, self.name(), Objections.text(admit), fingerprint);
    log.log(
        changedKey ? Level.WARNING : Level.INFO,
        node.id(),
        reason + (changedKey ? ", another than before" : ""));
    return JoinAnswer.pending(reason, gateway());
  }

  private JoinAnswer refuse(Admit admit, String reason) {
    applicants.remove(admit.join().node().id());
    log.log(Level.WARNING, admit.join().node().id(), "refused: " + reason);
    return JoinAnswer.refused(reason, gateway());
  }

  private JoinAnswer accept(Admit admit, Epochs.Plan plan, String name) throws LinkException {
    NodeFacts node = admit.join().node();
    Member member =
        new Member(
            node.id(),
            name,
            admit.path().get(0),
            node.key(),
            node.starts(),
            node.run(),
            admit.address());
    objections.replaced(Membership.find(plan.roster(), node.id()), node);
    boolean same = Membership.find(plan.roster(), node.id()).filter(member::equals).isPresent();
    Roster roster = same ? plan.roster() : Membership.with(plan.roster(), member);
    if (plan.beginsEpoch()) {
      try {
        begin(roster, plan.why());
      } catch (UncheckedIOException e) {
        String why = "the gateway " + self.name() + " cannot write its new epoch: " + e.getCause();
        log.log(Level.SEVERE, self.id(), why);
        throw new LinkException(Kind.FAILED, why, e);
      }
    } else if (!same) {
      members.save(roster);
      recoverToo(roster);
    }
    reports.joined(node.id());
    applicants.remove(node.id());
    applicants.pardon(node.id());
    log.log(
        Level.INFO,
        node.id(),
        "%s is in, below %s (process %s)"
            .formatted(Membership.text(member), nameOf(member.parent()), member.run()));
    listeners.post(each -> each.memberJoined(member.id(), member.run()));
    List<String> ancestors =
        admit.path().contains(self.id())
            ? admit.path()
            : Stream.concat(admit.path().stream(), Stream.of(self.id())).toList();
    Identity own = self.identity().identity();
    return new JoinAnswer(
        JoinAnswer.Verdict.ACCEPTED,
        null,
        name,
        own.tree(),
        own.epoch(),
        gateway(),
        ancestors,
        members.roster(),
        null);
  }

  /**
   * Begins a new epoch. The roster, which carries it, is on the disk first: whatever is missing
   * after a crash is made good at the next start.
   */
  private void begin(Roster merged, String why) {
    Roster roster = Membership.with(merged, self.settings());
    LOG.log(
        Level.WARNING,
        "this gateway has lost a part of what it knew ({0}): epoch {1} of tree {2} begins; until"
            + " all members have reported, unknown images are answered by 503",
        new Object[] {why, Long.toString(roster.epoch()), roster.tree()});
    members.save(roster);
    try {
      self.identity().change(own -> own.recovering(roster.tree(), roster.epoch()));
    } catch (IOException e) {
      throw new UncheckedIOException("the new epoch cannot be written", e);
    }
    ledger.lead(roster.tree());
    ledger.beginEpoch(roster.epoch());
    recovery.begin(ids(members.entered()));
    reports.beginAnew();
    listeners.post(each -> each.epochBegun(roster.epoch()));
    LOG.log(Level.WARNING, "recovering: {0}", missing());
  }

  private void recoverToo(Roster roster) {
    if (recovery.isActive()) {
      roster.members().stream()
          .filter(Membership::hasEntered)
          .filter(member -> !reports.isComplete(member))
          .forEach(member -> recovery.await(member.id()));
    }
  }

  /** Whether this gateway knows less than its members. */
  boolean isRecovering() {
    return recovery.isActive();
  }

  /** Ledger and member agree; that may end the recovery. */
  synchronized void reported(String node) {
    recovery.reported(node);
    endRecovery();
  }

  private void endRecovery() {
    if (!recovery.endIfWhole()) {
      return;
    }
    Set<Sha256> unneeded = ledger.dropUnneeded();
    try {
      self.identity().change(Identity::recovered);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the end of the recovery cannot be written; it begins anew later", e);
    }
    LOG.info("all members have reported: the recovery has ended");
    listeners.post(each -> each.recoveryEnded(unneeded));
  }

  /** See {@link Tree#pending}. */
  List<PendingNode> pending() {
    return applicants.waiting();
  }

  /** See {@link Tree#approve}. */
  synchronized PendingNode approve(String idOrName) throws DecisionException {
    return decisions.approve(idOrName, self.identity().identity());
  }

  /** See {@link Tree#refuse}. */
  synchronized PendingNode refuse(String idOrName) throws DecisionException {
    return decisions.refuse(idOrName, self.identity().identity());
  }

  /** See {@link Tree#forget}. */
  synchronized long forget(String idOrName) throws DecisionException {
    Member member = decisions.member(idOrName);
    if (branch.isOnline(member.id())) {
      throw new DecisionException(
          DecisionException.Kind.CONFLICT,
          Membership.text(member) + " is online: stop it first, or it would join again at once");
    }
    members.save(Membership.without(members.orEmpty(self.identity().identity()), member.id()));
    reports.forget(member.id());
    long blobs = ledger.strikeOut(member.id());
    recovery.forget(member.id());
    LOG.log(
        Level.WARNING,
        "an operator had {0} forgotten, which held {1} blobs",
        new Object[] {Membership.text(member), Long.toString(blobs)});
    endRecovery();
    return blobs;
  }

  /** See {@link Tree#retire}. */
  synchronized void retire(String node, String newParent) throws DecisionException {
    Member member = decisions.member(node);
    Optional<Member> below =
        Membership.below(members.roster(), member.id()).stream()
            .filter(each -> branch.isOnline(each.id()))
            .findFirst();
    if (below.isPresent()) {
      throw new DecisionException(
          DecisionException.Kind.CONFLICT,
          "%s cannot leave while %s is online below it"
              .formatted(Membership.text(member), Membership.text(below.get())));
    }
    if (newParent.equals(member.id())
        || !newParent.equals(self.id()) && members.find(newParent).isEmpty()) {
      throw new DecisionException(
          DecisionException.Kind.UNKNOWN,
          "No node with the id %s can be the parent of those below %s"
              .formatted(newParent, Membership.text(member)));
    }
    members.save(
        Membership.without(members.orEmpty(self.identity().identity()), member.id(), newParent));
    branch.forget(member.id());
    reports.forget(member.id());
    ledger.strikeOut(member.id());
    recovery.forget(member.id());
    LOG.log(Level.INFO, "{0} has left the tree", Membership.text(member));
    endRecovery();
  }

  /** The gateway as users and members are told. */
  GatewayName gateway() {
    return new GatewayName(self.id(), self.name(), self.url().orElse(null));
  }

  private String missing() {
    return "waiting for "
        + String.join(", ", recovery.missing().stream().map(this::nameOf).sorted().toList());
  }

  private String nameOf(String id) {
    return id.equals(self.id()) ? self.name() : members.find(id).map(Member::name).orElse(id);
  }

  private static List<String> ids(List<Member> members) {
    return members.stream().map(Member::id).toList();
  }
}

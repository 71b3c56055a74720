package org.legim.tree;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.legim.catalogue.Ledger;
import org.legim.link.Admit;
import org.legim.link.GatewayName;
import org.legim.link.JoinAnswer;
import org.legim.link.LinkException;
import org.legim.link.Member;
import org.legim.link.NodeFacts;
import org.legim.link.Roster;

/** Decides, at the gateway, who belongs to the tree. Thread-safe; decides one after the other. */
final class Admissions {

  private static final Logger LOG = Logger.getLogger(Admissions.class.getName());

  private final LocalNode self;
  private final Membership members;
  private final Recovery recovery;
  private final Reports reports;
  private final PendingNodes pending;
  private final Ledger ledger;
  private final Predicate<String> online;
  private final Listeners listeners;
  private final Epochs epochs;
  private final OnceLog log = new OnceLog(LOG);
  private final Set<String> refused = new HashSet<>();

  /**
   * @param online whether a member is online now
   */
  Admissions(
      LocalNode self,
      Membership members,
      Recovery recovery,
      Reports reports,
      PendingNodes pending,
      Ledger ledger,
      Predicate<String> online,
      Listeners listeners) {
    this.self = self;
    this.members = members;
    this.recovery = recovery;
    this.reports = reports;
    this.pending = pending;
    this.ledger = ledger;
    this.online = online;
    this.listeners = listeners;
    this.epochs = new Epochs(self, members, recovery);
  }

  /** Goes on with a recovery that was interrupted by a restart. */
  synchronized void start() {
    Identity own = self.identity().identity();
    Roster roster = members.roster();
    if (roster.epoch() > own.epoch()) {
      // The roster is written first: see begin.
      begin(roster, "its recovery was interrupted");
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
    if (admit.path().contains(node.id()) || node.id().equals(self.id())) {
      return refuse(admit, "circle: " + text(admit) + " would stand below itself");
    }
    Optional<Epochs.Plan> plan = epochs.plan(admit);
    if (plan.isEmpty()) {
      return refuse(admit, foreign(admit));
    }
    Roster roster = plan.get().roster();
    Optional<String> reason = copy(admit, roster).or(() -> nameTaken(admit, roster));
    if (reason.isPresent()) {
      return refuse(admit, reason.get());
    }
    String name = node.named() ? node.name() : Names.unique(node, roster, self);
    if (admit.trusted() || isApproved(node)) {
      return accept(admit, plan.get(), name);
    }
    if (refused.contains(node.id())) {
      return refuse(
          admit,
          "an operator refused %s at the gateway %s; ./legim approve %s there lets it in"
              .formatted(text(admit), self.name(), name));
    }
    return makeWait(admit, name);
  }

  private String foreign(Admit admit) {
    return ("%s belongs to another tree (%s) than the gateway %s (%s): give it the parent that it"
            + " had; if this gateway has lost its folder, let that node join again before any"
            + " other and directly below it, at the address that it always had")
        .formatted(
            text(admit), admit.join().tree(), self.name(), self.identity().identity().tree());
  }

  private Optional<String> copy(Admit admit, Roster roster) {
    NodeFacts node = admit.join().node();
    Optional<Member> former = find(roster, node.id()).filter(Membership::hasEntered);
    if (former.isEmpty()) {
      return Optional.empty();
    }
    Member member = former.get();
    if (node.starts() == member.starts() && !node.run().equals(member.run())) {
      return Optional.of(
          ("a copy of the folder of %s is running: %s has its id and its count of starts (%d);"
                  + " stop one of them, and give a copied node a folder of its own; if the other"
                  + " is gone for good, start this one again")
              .formatted(text(member), text(admit), node.starts()));
    }
    if (node.starts() < member.starts()) {
      String older =
          "%s has an older copy of the folder of %s: it was started %d times, that one %d times"
              .formatted(text(admit), text(member), node.starts(), member.starts());
      if (online.test(member.id())) {
        return Optional.of(older + " and is online; stop one of them");
      }
      log.log(Level.WARNING, node.id(), older + ", but is away: this one takes its place");
    }
    return Optional.empty();
  }

  private Optional<String> nameTaken(Admit admit, Roster roster) {
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

  // What the gateway itself remembers, not what a stranger's roster says of it.
  private boolean isApproved(NodeFacts node) {
    String tree = self.identity().identity().tree();
    return members
        .of(tree)
        .flatMap(roster -> find(roster, node.id()))
        .filter(member -> node.key().equals(member.key()))
        .isPresent();
  }

  private JoinAnswer makeWait(Admit admit, String name) {
    NodeFacts node = admit.join().node();
    String fingerprint = Fingerprint.of(node.key());
    String parent = admit.path().get(0);
    pending.add(new PendingNode(node.id(), name, admit.address(), parent, node.key(), fingerprint));
    boolean changedKey = members.find(node.id()).filter(Membership::hasEntered).isPresent();
    String reason =
        "an operator has to run ./legim approve %s at the gateway %s; the key of %s is %s"
            .formatted(name, self.name(), text(admit), fingerprint);
    log.log(
        changedKey ? Level.WARNING : Level.INFO,
        node.id(),
        reason + (changedKey ? ", another than before" : ""));
    return JoinAnswer.pending(reason, gateway());
  }

  private JoinAnswer refuse(Admit admit, String reason) {
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
    boolean same = find(plan.roster(), node.id()).filter(member::equals).isPresent();
    Roster roster = same ? plan.roster() : Membership.with(plan.roster(), member);
    if (plan.beginsEpoch()) {
      begin(roster, plan.why());
    } else if (!same) {
      members.save(roster);
      recoverToo(roster);
    }
    reports.joined(node.id());
    pending.remove(node.id());
    refused.remove(node.id());
    log.log(
        Level.INFO,
        node.id(),
        "%s is in, below %s (process %s)"
            .formatted(text(member), nameOf(member.parent()), member.run()));
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
        members.roster());
  }

  /**
   * Begins a new epoch. The roster, which carries it, is on the disk first: whatever is missing
   * after a crash is made good at the next start.
   */
  private void begin(Roster roster, String why) {
    LOG.log(
        Level.WARNING,
        "this gateway has lost a part of what it knew ({0}): epoch {1} of tree {2} begins; until"
            + " all members have reported, unknown images are answered by 503",
        new Object[] {why, Long.toString(roster.epoch()), roster.tree()});
    members.save(roster);
    try {
      self.identity().change(own -> own.recovering(roster.tree(), roster.epoch()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("the new epoch cannot be written", e);
    }
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

  /** Ends the recovery if all members have reported. */
  synchronized void endRecovery() {
    if (!recovery.endIfWhole()) {
      return;
    }
    ledger.dropUnneeded();
    try {
      self.identity().change(Identity::recovered);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the end of the recovery cannot be written; it begins anew later", e);
    }
    LOG.info("all members have reported: the recovery has ended");
    listeners.post(TreeListener::recoveryEnded);
  }

  /** See {@link Tree#approve}. */
  synchronized PendingNode approve(String idOrName) throws DecisionException {
    PendingNode node = onePending(idOrName);
    Member member =
        members
            .find(node.id())
            .map(
                known ->
                    new Member(
                        known.id(),
                        known.name(),
                        known.parent(),
                        node.key(),
                        known.starts(),
                        known.run(),
                        known.address()))
            .orElseGet(
                () ->
                    new Member(node.id(), node.name(), null, node.key(), 0, null, node.address()));
    members.save(Membership.with(roster(), member));
    refused.remove(node.id());
    LOG.log(Level.INFO, "approved: {0}", text(member));
    return node;
  }

  /** See {@link Tree#refuse}. */
  synchronized PendingNode refuse(String idOrName) throws DecisionException {
    PendingNode node = onePending(idOrName);
    refused.add(node.id());
    pending.remove(node.id());
    if (members.find(node.id()).filter(member -> !Membership.hasEntered(member)).isPresent()) {
      members.save(Membership.without(roster(), node.id()));
    }
    return node;
  }

  /** See {@link Tree#forget}. */
  synchronized long forget(String idOrName) throws DecisionException {
    Member member =
        members.roster().members().stream()
            .filter(each -> each.id().equals(idOrName) || each.name().equals(idOrName))
            .findFirst()
            .orElseThrow(() -> unknown(idOrName, "is a member of this tree"));
    if (online.test(member.id())) {
      throw new DecisionException(
          DecisionException.Kind.CONFLICT,
          text(member) + " is online: stop it first, or it would join again at once");
    }
    members.save(Membership.without(roster(), member.id()));
    reports.forget(member.id());
    long blobs = ledger.strikeOut(member.id());
    recovery.forget(member.id());
    LOG.log(
        Level.WARNING,
        "forgot {0}, which held {1} blobs",
        new Object[] {text(member), Long.toString(blobs)});
    endRecovery();
    return blobs;
  }

  private PendingNode onePending(String idOrName) throws DecisionException {
    List<PendingNode> found = pending.find(idOrName);
    if (found.size() > 1) {
      throw new DecisionException(
          DecisionException.Kind.CONFLICT,
          "%d nodes that wait have the name %s; name one by its id: %s"
              .formatted(
                  found.size(),
                  idOrName,
                  String.join(
                      ", ",
                      found.stream()
                          .map(node -> node.id() + " (key " + node.fingerprint() + ")")
                          .toList())));
    }
    if (found.isEmpty()) {
      for (Member member : members.entered()) {
        if (member.id().equals(idOrName) || member.name().equals(idOrName)) {
          throw new DecisionException(
              DecisionException.Kind.CONFLICT, text(member) + " is in the tree already");
        }
      }
      throw unknown(idOrName, "waits to be let in");
    }
    return found.get(0);
  }

  private static DecisionException unknown(String idOrName, String what) {
    return new DecisionException(
        DecisionException.Kind.UNKNOWN, "No node with the id or the name " + idOrName + " " + what);
  }

  /** The roster of this gateway's tree, to be changed. */
  private Roster roster() {
    Identity own = self.identity().identity();
    return members
        .of(own.tree())
        .orElseGet(() -> new Roster(own.tree(), own.epoch(), 0, List.of(), java.util.Map.of()));
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

  private static Optional<Member> find(Roster roster, String id) {
    return roster.members().stream().filter(member -> member.id().equals(id)).findFirst();
  }

  private static String text(Admit admit) {
    return "%s (%s, node %s)"
        .formatted(admit.join().node().name(), admit.address(), admit.join().node().id());
  }

  private static String text(Member member) {
    return "%s (%s, node %s)".formatted(member.name(), member.address(), member.id());
  }
}

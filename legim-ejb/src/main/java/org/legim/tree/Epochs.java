package org.legim.tree;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.legim.catalogue.Revision;
import org.legim.link.Admit;
import org.legim.link.Join;
import org.legim.link.Member;
import org.legim.link.Roster;

/**
 * Finds out whether a joining node knows more of the tree than its gateway. Then the gateway has
 * lost something, and what it would do next has to stand above everything that it did before: it
 * begins a new epoch. Changes nothing itself.
 */
final class Epochs {

  private static final String UNCHANGED = "";

  private final LocalNode self;
  private final Membership members;
  private final Recovery recovery;

  Epochs(LocalNode self, Membership members, Recovery recovery) {
    this.self = self;
    this.members = members;
    this.recovery = recovery;
  }

  /**
   * What becomes of the tree once the node is in.
   *
   * @param roster the members; of the tree and epoch that hold then
   * @param why what the gateway has lost; empty if nothing
   */
  record Plan(Roster roster, String why) {
    boolean beginsEpoch() {
      return !why.isEmpty();
    }
  }

  /** What letting the node in would mean; empty if it belongs to another tree. */
  Optional<Plan> plan(Admit admit) {
    Join join = admit.join();
    Identity own = self.identity().identity();
    Roster known = members.orEmpty(own);
    if (join.tree().equals(own.tree())) {
      String why = lost(join, own, known);
      return Optional.of(
          why.isEmpty()
              ? new Plan(learn(known, join), UNCHANGED)
              : new Plan(begin(own.tree(), merged(known, join), join, own), why));
    }
    if (join.alone()) {
      return Optional.of(new Plan(known, UNCHANGED));
    }
    boolean fresh = known.members().stream().noneMatch(Membership::hasEntered);
    // A node without a roster does not know for whom else to wait.
    boolean knowsTheTree = join.returning() && roster(join).isPresent();
    if (fresh && knowsTheTree && admit.path().size() == 1) {
      return Optional.of(
          new Plan(
              begin(join.tree(), merged(known, join), join, own),
              "it has none of the tree that its child comes back to"));
    }
    return Optional.empty();
  }

  private String lost(Join join, Identity own, Roster known) {
    if (join.epoch() > own.epoch() || known.epoch() > own.epoch()) {
      return "its epoch is %d, and %d has been seen"
          .formatted(own.epoch(), Math.max(join.epoch(), known.epoch()));
    }
    Revision newest = new Revision(join.newestEpoch(), join.newestCounter());
    Revision ours = self.holdings().get().revision();
    if (newest.compareTo(ours) > 0) {
      return "its newest revision is %d/%d, and %d/%d has been seen"
          .formatted(ours.epoch(), ours.counter(), newest.epoch(), newest.counter());
    }
    Optional<Roster> other = roster(join);
    if (other.isPresent() && other.get().isNewerThan(known)) {
      return "its roster is %d/%d, and %d/%d has been seen"
          .formatted(known.epoch(), known.version(), other.get().epoch(), other.get().version());
    }
    return UNCHANGED;
  }

  private static Optional<Roster> roster(Join join) {
    return Optional.ofNullable(join.roster()).filter(each -> join.tree().equals(each.tree()));
  }

  private Roster merged(Roster known, Join join) {
    return roster(join).map(other -> Membership.merge(known, other, self.id())).orElse(known);
  }

  private Roster begin(String tree, Roster merged, Join join, Identity own) {
    long highest =
        LongStream.of(
                own.epoch(),
                join.epoch(),
                join.newestEpoch(),
                merged.epoch(),
                self.holdings().get().revision().epoch())
            .max()
            .getAsLong();
    return new Roster(tree, highest + 1, 1, merged.members(), merged.settings());
  }

  // Several members may come back, and each may have heard of others.
  private Roster learn(Roster known, Join join) {
    if (!recovery.isActive()) {
      return known;
    }
    List<Member> unheard =
        roster(join).map(Roster::members).orElse(List.of()).stream()
            .filter(member -> !member.id().equals(self.id()))
            .filter(member -> !recovery.isForgotten(member.id()))
            .filter(member -> known.members().stream().noneMatch(k -> k.id().equals(member.id())))
            .toList();
    Roster learned = known;
    for (Member member : unheard) {
      learned = Membership.with(learned, member);
    }
    return learned;
  }
}

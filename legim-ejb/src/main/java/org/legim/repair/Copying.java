package org.legim.repair;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.legim.blob.Sha256;
import org.legim.catalogue.Copies;
import org.legim.errand.Dispatch;
import org.legim.errand.Pace;
import org.legim.flow.Flow;
import org.legim.flow.Progress;
import org.legim.flow.Reason;
import org.legim.link.Errand;
import org.legim.repair.Census.Condition;
import org.legim.repair.UnderWay.Way;
import org.legim.tree.StayingNode;

/**
 * Has nodes copy what needs another copy: at a bounded rate, and not too much of each node at once.
 * Not thread-safe.
 */
final class Copying {

  /** So many blobs are looked up in one go; the next goes on. */
  private static final int MOST_LOOKS = 1000;

  private final Repairs.Site site;
  private final Dispatch dispatch;
  private final UnderWay underWay;
  private final RandomGenerator random;
  private final LongSupplier nanos;
  private final Pace pace;
  private Progress progress;

  Copying(
      Repairs.Site site,
      Dispatch dispatch,
      UnderWay underWay,
      RandomGenerator random,
      LongSupplier nanos) {
    this.site = site;
    this.dispatch = dispatch;
    this.underWay = underWay;
    this.random = random;
    this.nanos = nanos;
    this.pace = new Pace(OptionalLong.of(site.rate()), nanos);
    this.progress = new Progress(nanos);
  }

  /**
   * Makes errands of those that are off worst, as far as the rate allows.
   *
   * @return whether all that were looked at could be helped, or need no help any more
   */
  boolean begin(Endangered endangered, Diagnosis diagnosis) {
    boolean helped = true;
    if (endangered.isEmpty() || !pace.isOpen()) {
      return helped;
    }
    Receiving receiving = new Receiving(diagnosis.census(), dispatch, underWay, random);
    int looks = 0;
    for (Candidate candidate : endangered.inOrder()) {
      if (looks == MOST_LOOKS || !pace.isOpen()) {
        break;
      }
      if (!dispatch.setbacks().isWaiting(candidate.blob())
          && candidate.senders().stream().anyMatch(underWay::maySend)) {
        looks++;
        Help help = help(candidate, diagnosis, receiving);
        if (help != Help.LATER) {
          endangered.remove(candidate.blob());
        }
        helped &= help != Help.NONE;
      }
    }
    return helped;
  }

  private enum Help {
    /** It is on its way to all that need be, or needs no copy any more. */
    DONE,
    /** Somebody is too busy now. */
    LATER,
    /** Nothing can be done now. */
    NONE
  }

  private Help help(Candidate candidate, Diagnosis diagnosis, Receiving receiving) {
    Optional<Copies> found = site.ledger().copiesOf(candidate.blob());
    if (found.isEmpty()) {
      return Help.DONE; // deleted since
    }
    Copies copies = found.get();
    Condition now = diagnosis.of(copies);
    dispatch.flights().landed(candidate.blob(), Set.copyOf(copies.holders()));
    Set<String> without = new HashSet<>(copies.holders());
    int missing = now.missing();
    for (String receiver : dispatch.flights().receivers(candidate.blob())) {
      missing -= without.add(receiver) ? 1 : 0;
    }
    if (missing < now.missing() && !underWay.contains(candidate.blob())) {
      return Help.NONE; // others have it copied: looked at again, as nobody tells how that ends
    }
    for (int i = 0; i < missing; i++) {
      Optional<String> sender = sender(now);
      if (sender.isEmpty()) {
        return now.senders().isEmpty() ? Help.NONE : Help.LATER;
      }
      Optional<StayingNode> receiver = receiving.choose(candidate, without);
      if (receiver.isEmpty()) {
        return receiving.isToWait(candidate.bytes(), without) ? Help.LATER : Help.NONE;
      }
      without.add(receiver.get().id());
      send(new Way(candidate.blob(), candidate.bytes(), sender.get(), receiver.get().id()));
    }
    return Help.DONE;
  }

  private Optional<String> sender(Condition now) {
    return now.senders().stream()
        .filter(underWay::maySend)
        .min(Comparator.comparingInt(underWay::sentBy).thenComparing(Comparator.naturalOrder()));
  }

  private void send(Way way) {
    if (underWay.copies() == 0 && progress.bytesPerSecond() == 0) {
      progress = new Progress(nanos); // another need than the one before
    }
    pace.settle(pace.take(way.bytes()), way.bytes());
    underWay.add(way);
    dispatch.flights().begin(way.blob(), way.bytes(), way.sender(), way.receiver(), Reason.REPAIR);
    dispatch
        .outbox()
        .add(way.sender(), new Errand(way.blob().hex(), way.receiver(), Reason.REPAIR.label()));
  }

  /**
   * Looks what has become of the copies of a blob that were asked for.
   *
   * @param copies where it is now; empty if no image needs it any more
   * @return whether none is waited for any more
   */
  boolean settle(Sha256 blob, Optional<Copies> copies) {
    Set<String> holders = copies.map(Copies::holders).map(Set::copyOf).orElse(Set.of());
    dispatch.flights().landed(blob, holders);
    Set<String> flying = dispatch.flights().receivers(blob);
    for (Way way : underWay.of(blob)) {
      boolean arrived = holders.contains(way.receiver());
      if (arrived || copies.isEmpty() || !flying.contains(way.receiver())) {
        underWay.remove(way);
      }
      if (arrived) {
        progress.copied(way.bytes());
        dispatch.setbacks().forget(blob);
      }
    }
    return !underWay.contains(blob);
  }

  /** The blobs of which a copy is not on its way any more, or has arrived. */
  Set<Sha256> ended() {
    Set<Sha256> ended = new HashSet<>();
    for (Way way : underWay.all()) {
      if (!dispatch.flights().receivers(way.blob()).contains(way.receiver())) {
        ended.add(way.blob());
      }
    }
    return ended;
  }

  /**
   * What moves now; empty if nothing does.
   *
   * @param waiting what waits for its turn
   */
  Optional<Flow> flow(Endangered waiting) {
    long left = underWay.copies() + waiting.size();
    return left == 0 && progress.bytesPerSecond() == 0
        ? Optional.empty()
        : Optional.of(Flow.of(Reason.REPAIR, progress, left, underWay.bytes() + waiting.bytes()));
  }
}

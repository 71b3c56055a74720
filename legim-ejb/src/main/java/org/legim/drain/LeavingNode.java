package org.legim.drain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.legim.blob.Sha256;
import org.legim.catalogue.Copies;
import org.legim.catalogue.Tally;
import org.legim.config.KillPoint;
import org.legim.errand.LiveRoom;
import org.legim.errand.Receivers;
import org.legim.link.Errand;

/** One leaving node: goes through what it holds, has it copied, and then lets the node drop it. */
final class LeavingNode {

  private static final String BACKFLOW = "backflow";
  private static final int PAGE = 500;
  private static final int MOST_PAGES = 8;
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Drain drain;
  private final String node;
  private final Shared shared;
  private final AtomicLong blobsDone = new AtomicLong();
  private final AtomicLong bytesDone = new AtomicLong();
  private final AtomicLong blobsSkipped = new AtomicLong();
  private final AtomicLong blobsLeft = new AtomicLong();
  private final AtomicLong bytesLeft = new AtomicLong();
  private final AtomicBoolean again = new AtomicBoolean(true);
  private final Set<Sha256> asked = new HashSet<>(); // under the lock, as all below
  private String cursor = "";
  private boolean resting;
  private long restingSince;
  private long passBlobs;
  private long passBytes;

  LeavingNode(Drain drain, String node, Shared shared) {
    this.drain = drain;
    this.node = node;
    this.shared = shared;
  }

  Drain drain() {
    return drain;
  }

  String node() {
    return node;
  }

  /** What it had handed over before this gateway was started. */
  void resume(Tally done, long held) {
    blobsDone.set(done.blobs());
    bytesDone.set(done.bytes());
    blobsLeft.set(held);
  }

  /** What it holds. */
  void holds(long blobs, long bytes) {
    blobsLeft.set(blobs);
    bytesLeft.set(bytes);
  }

  long blobsDone() {
    return blobsDone.get();
  }

  long bytesDone() {
    return bytesDone.get();
  }

  long blobsSkipped() {
    return blobsSkipped.get();
  }

  long blobsLeft() {
    return Math.max(0, blobsLeft.get());
  }

  long bytesLeft() {
    return Math.max(0, bytesLeft.get());
  }

  /** There are new holders: looks at everything again. */
  void lookAgain() {
    again.set(true);
  }

  /** Lets the node drop what it may, and says what it shall copy next. */
  synchronized List<Errand> next(int wanted) {
    if (again.getAndSet(false) || isRested()) {
      begin();
    }
    List<Errand> errands = new ArrayList<>();
    if (resting) {
      return errands;
    }
    Staying staying = Staying.now(shared.site(), Set.of(node));
    LiveRoom room = shared.room(drain.id(), staying);
    Receivers receivers =
        new Receivers(staying.above(node, shared.site().tree()), staying.idList(), room);
    Pass pass = new Pass(staying, receivers, wanted, errands);
    for (int i = 0; i < MOST_PAGES && !resting && !pass.full; i++) {
      pass.page();
    }
    return errands;
  }

  private synchronized boolean isRested() {
    return resting && shared.nanos().getAsLong() - restingSince >= REST_NANOS;
  }

  private synchronized void begin() {
    cursor = "";
    resting = false;
    passBlobs = 0;
    passBytes = 0;
  }

  private synchronized void end() {
    blobsLeft.set(passBlobs);
    bytesLeft.set(passBytes);
    resting = true;
    restingSince = shared.nanos().getAsLong();
  }

  /** Goes on through the blobs of the node, until it has as many errands as are wanted. */
  private final class Pass {
    private final Staying staying;
    private final Receivers receivers;
    private final int wanted;
    private final List<Errand> errands;
    private boolean full;

    Pass(Staying staying, Receivers receivers, int wanted, List<Errand> errands) {
      this.staying = staying;
      this.receivers = receivers;
      this.wanted = wanted;
      this.errands = errands;
    }

    void page() {
      List<Copies> page = shared.site().ledger().copiesAt(node, cursor, PAGE);
      List<Copies> ready = new ArrayList<>();
      int looked = 0;
      for (Copies blob : page) {
        if (!look(blob, ready)) {
          full = true;
          break;
        }
        cursor = blob.image().sha256().hex();
        passBlobs++;
        passBytes += blob.image().bytes();
        looked++;
      }
      handOver(ready);
      if (looked == page.size() && page.size() < PAGE) {
        end();
      }
    }

    /** Returns whether the next blob may be looked at. */
    private boolean look(Copies copies, List<Copies> ready) {
      Sha256 blob = copies.image().sha256();
      shared.flights().landed(blob, Set.copyOf(copies.holders()));
      Set<String> bad = shared.damaged().of(blob);
      Set<String> good = new HashSet<>(copies.holders());
      good.removeAll(bad);
      int missing = staying.missing(copies.wanted(), good);
      if (missing == 0) {
        ready.add(copies);
        return true;
      }
      Set<String> without = new HashSet<>(copies.holders());
      for (String coming : shared.flights().receivers(blob)) {
        if (without.add(coming)) {
          missing--;
        }
      }
      if (missing <= 0 || shared.setbacks().isWaiting(blob)) {
        return true;
      }
      if (errands.size() >= wanted) {
        if (wanted > 0) {
          return false;
        }
        lookAgain(); // a call that only tells: the rest of the page may still be handed over
        return true;
      }
      for (int i = 0; i < missing && send(copies, good, without); i++) {
        // one copy each
      }
      return true;
    }

    private boolean send(Copies copies, Set<String> good, Set<String> without) {
      Sha256 blob = copies.image().sha256();
      long length = copies.image().bytes();
      Optional<String> sender = sender(good);
      if (sender.isEmpty() && good.contains(shared.site().self())) {
        return false; // the gateway's placement makes the copies that are missing
      }
      if (sender.isEmpty()) {
        drain
            .errors()
            .add(
                "blob %s of %s is damaged or missing, and no other node that can be reached holds it"
                    .formatted(blob, shared.site().tree().nameOf(node)));
        return false;
      }
      Set<String> untried = new HashSet<>(without);
      untried.addAll(shared.setbacks().receivers(blob));
      Optional<String> receiver =
          receivers.choose(length, untried).or(() -> receivers.choose(length, without));
      if (receiver.isEmpty()) {
        drain
            .errors()
            .add("no node that stays has room for the %d bytes of a blob now".formatted(length));
        return false;
      }
      without.add(receiver.get());
      asked.add(blob);
      shared.flights().begin(blob, length, sender.get(), receiver.get(), Optional.of(drain.id()));
      shared.reservations().take(drain.id(), receiver.get(), length);
      Errand errand = new Errand(blob.hex(), receiver.get(), BACKFLOW);
      if (sender.get().equals(node)) {
        errands.add(errand);
      } else {
        shared.outbox().add(sender.get(), errand);
      }
      return true;
    }

    // Its own copy may be damaged: then another node's is sent instead.
    private Optional<String> sender(Set<String> good) {
      return good.contains(node)
          ? Optional.of(node)
          : good.stream().filter(shared.site().tree()::isOnline).sorted().findFirst();
    }

    private void handOver(List<Copies> ready) {
      if (ready.isEmpty()) {
        return;
      }
      List<Sha256> blobs = ready.stream().map(each -> each.image().sha256()).toList();
      Set<Sha256> dropped =
          shared
              .site()
              .book()
              .handOver(
                  drain.id(), node, blobs, staying.ids(), shared.site().replicas().getAsInt());
      if (!dropped.isEmpty()) {
        KillPoint.HANDED_OVER.reached();
      }
      for (Copies each : ready) {
        if (dropped.contains(each.image().sha256())) {
          handedOver(each.image().sha256(), each.image().bytes());
        }
      }
    }

    private void handedOver(Sha256 blob, long length) {
      passBlobs--;
      passBytes -= length;
      blobsDone.incrementAndGet();
      bytesDone.addAndGet(length);
      blobsLeft.decrementAndGet();
      bytesLeft.addAndGet(-length);
      shared.setbacks().forget(blob);
      shared.damaged().forget(blob, node);
      if (!asked.remove(blob)) {
        blobsSkipped.incrementAndGet();
      }
    }
  }
}

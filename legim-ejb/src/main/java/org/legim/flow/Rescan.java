package org.legim.flow;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.legim.blob.Sha256;
import org.legim.catalogue.ImageRecord;
import org.legim.catalogue.Ledger;

/** Goes through all blobs of the gateway's own disk, page by page, where that may be of use. */
final class Rescan {

  /** How many blobs there are on a page. */
  static final int PAGE = 256;

  private static final long MISSED_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final String self;
  private final Ledger ledger;
  private final LongSupplier nanos;
  private Set<String> receivers = Set.of();
  private boolean underWay;
  private boolean reading;
  private boolean missed;
  private long missedAt;
  private String after = "";

  Rescan(String self, Ledger ledger, LongSupplier nanos) {
    this.self = self;
    this.ledger = ledger;
    this.nanos = nanos;
  }

  /** Begins anew where the nodes that can receive blobs have changed, or blobs were missed. */
  synchronized void tick(Set<String> receiversNow) {
    boolean again = missed && !underWay && nanos.getAsLong() - missedAt >= MISSED_NANOS;
    if (again || !receiversNow.equals(receivers)) {
      receivers = receiversNow;
      missed = false;
      underWay = !receivers.isEmpty();
      after = "";
    }
  }

  /** Stops; when it is ticked again, it begins anew. */
  synchronized void stop() {
    receivers = Set.of();
    underWay = false;
  }

  /** A blob has been put off without being remembered: a scan some time later finds it again. */
  synchronized void missed() {
    missed = true;
    missedAt = nanos.getAsLong();
  }

  synchronized boolean isUnderWay() {
    return underWay && !reading;
  }

  /** The next blobs to look at. */
  List<Sha256> nextPage() {
    String begin = begin();
    if (begin == null) {
      return List.of();
    }
    List<ImageRecord> page = List.of();
    try {
      page = ledger.heldBy(self, begin, PAGE);
    } finally {
      end(begin, page);
    }
    return page.stream().map(ImageRecord::sha256).toList();
  }

  private synchronized String begin() {
    if (!isUnderWay()) {
      return null;
    }
    reading = true;
    return after;
  }

  private synchronized void end(String begin, List<ImageRecord> page) {
    reading = false;
    if (!after.equals(begin)) {
      return; // begun anew meanwhile
    }
    if (page.size() < PAGE) {
      underWay = false;
    } else {
      after = page.get(page.size() - 1).sha256().hex();
    }
  }
}

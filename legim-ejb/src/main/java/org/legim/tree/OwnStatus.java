package org.legim.tree;

import java.util.function.Supplier;
import org.legim.catalogue.Tally;
import org.legim.config.GeoPoint;
import org.legim.link.NodeStatus;

/** How this node is, as it tells its parent. Thread-safe. */
final class OwnStatus {

  private static final long LEAST_BYTES = 1L << 20;
  private static final long LEAST_PART = 64;

  private final LocalNode self;
  private final Branch branch;
  private final Supplier<String> name;
  private final String address;
  private Tally tally;
  private long free;

  OwnStatus(LocalNode self, Branch branch, Supplier<String> name, String address) {
    this.self = self;
    this.branch = branch;
    this.name = name;
    this.address = address;
  }

  /** Brings the branch up to date. */
  void refresh() {
    Tally newTally = self.tally().get();
    long newFree = self.bytesFree().getAsLong();
    int damaged = self.damaged().getAsInt();
    synchronized (this) {
      // A disk is never still: small changes alone are not worth a message to every ancestor.
      long least = Math.max(LEAST_BYTES, free / LEAST_PART);
      if (!newTally.equals(tally) || Math.abs(newFree - free) >= least) {
        tally = newTally;
        free = newFree;
      }
      branch.own(
          new NodeStatus(
              self.id(),
              null,
              name.get(),
              NodeState.ONLINE.name(),
              address,
              self.location().map(GeoPoint::latitude).orElse(null),
              self.location().map(GeoPoint::longitude).orElse(null),
              tally.images(),
              tally.bytes(),
              free,
              damaged == 0 ? null : damaged,
              self.site().url().orElse(null),
              self.site().newestKey().orElse(null)));
    }
  }
}

package org.legim.catalogue;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.link.Report;
import org.legim.link.ReportAnswer.Want;

/**
 * Whether the books say of a node what it says itself, and what to ask it for where they differ.
 *
 * @param equal whether they do
 * @param more whether the node should go on reporting at once
 * @param want what to ask for
 * @param prefixes of which prefixes
 */
record Comparison(boolean equal, boolean more, Want want, List<String> prefixes) {

  /** The books still have something to say, or to hear. */
  static final Comparison NOT_YET = new Comparison(false, true, Want.NOTHING, List.of());

  /** The node knows of a write that is not yet true, and is told once it is. */
  static final Comparison LATER = new Comparison(false, false, Want.NOTHING, List.of());

  private static final Comparison EQUAL = new Comparison(true, false, Want.NOTHING, List.of());
  private static final Comparison DIFFERENT = new Comparison(false, true, Want.DIGESTS, List.of());
  private static final Logger LOG = Logger.getLogger(Comparison.class.getName());

  /**
   * @param counted what the books say of the node, as of a moment before the transaction
   */
  static Comparison of(Inventory inventory, Report report, Optional<HoldingScan> counted) {
    if (inventory.digest(report.node()) == report.digest()) {
      return EQUAL;
    }
    return report.digests() == null ? DIFFERENT : byPrefix(inventory, report, counted);
  }

  private static Comparison byPrefix(
      Inventory inventory, Report report, Optional<HoldingScan> counted) {
    long[] ours =
        counted
            .filter(scan -> inventory.agrees(report.node(), scan))
            .orElseGet(() -> recount(inventory, report.node()))
            .digests();
    LongBuffer theirs =
        ByteBuffer.wrap(Base64.getDecoder().decode(report.digests())).asLongBuffer();
    if (theirs.remaining() != ours.length) {
      throw new IllegalArgumentException(
          "node "
              + report.node()
              + " sent "
              + theirs.remaining()
              + " digests; expected "
              + ours.length);
    }
    List<String> prefixes = new ArrayList<>();
    for (int i = 0; i < ours.length; i++) {
      if (ours[i] != theirs.get(i)) {
        prefixes.add(Digests.digits(i));
      }
    }
    return prefixes.isEmpty() ? NOT_YET : new Comparison(false, true, Want.LISTINGS, prefixes);
  }

  // Something changed meanwhile, or the tally is wrong: only counting can tell.
  private static HoldingScan recount(Inventory inventory, String node) {
    HoldingScan scan = HoldingScan.of(inventory.database(), node);
    if (!inventory.recount(node, scan)) {
      LOG.log(Level.WARNING, "the tally of node {0} was wrong and is corrected", node);
    }
    return scan;
  }
}

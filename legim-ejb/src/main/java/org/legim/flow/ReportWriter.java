package org.legim.flow;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import org.legim.catalogue.Changes;
import org.legim.catalogue.HoldingState;
import org.legim.catalogue.Holdings;
import org.legim.link.HeldListing;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;

/** Composes one report after the other from what the node holds and the gateway wants to know. */
final class ReportWriter {

  private static final int ENTRIES = 1000;
  private static final int ATTEMPTS = 3;
  private static final long UNKNOWN = -1;

  private final String node;
  private final String run;
  private final Holdings holdings;
  private long number;
  private long acknowledged = UNKNOWN;
  private boolean digestsWanted;
  private final Deque<String> prefixes = new ArrayDeque<>();
  private int listed;

  ReportWriter(String node, String run, Holdings holdings) {
    this.node = node;
    this.run = run;
    this.holdings = holdings;
  }

  /** Whatever the gateway knew or wanted to know, it may be another now. */
  void beginAfresh() {
    acknowledged = UNKNOWN;
    digestsWanted = false;
    prefixes.clear();
  }

  /** The next report, of what is true now. */
  Report next() {
    Draft draft = acknowledged == UNKNOWN ? first() : news();
    List<HeldListing> listings = listings(ENTRIES - draft.entries());
    listed = listings.size();
    boolean whole = draft.whole && listed == prefixes.size();
    number++;
    return new Report(
        node,
        run,
        number,
        draft.state.tree().orElse(null),
        draft.state.log(),
        acknowledged,
        draft.changes.upTo(),
        draft.changes.blobs(),
        draft.changes.images(),
        draft.changes.deletions(),
        whole,
        draft.state.stream().orElse(null),
        draft.state.applied(),
        draft.state.digest(),
        whole && digestsWanted ? digests() : null,
        listings);
  }

  /**
   * Takes note of what the gateway knows and wants to know.
   *
   * @return whether the next report is wanted at once
   */
  boolean answered(ReportAnswer answer) {
    acknowledged = answer.acknowledged();
    for (int i = 0; i < listed; i++) {
      prefixes.remove();
    }
    listed = 0;
    digestsWanted = answer.want() == ReportAnswer.Want.DIGESTS;
    if (answer.want() == ReportAnswer.Want.LISTINGS) {
      prefixes.clear();
      prefixes.addAll(answer.prefixes());
    }
    return digestsWanted || !prefixes.isEmpty();
  }

  /** Tells only where the log stands: the gateway may know all of it from an earlier process. */
  private Draft first() {
    HoldingState state = holdings.state();
    Changes none = new Changes(state.newest(), true, List.of(), List.of(), List.of());
    return new Draft(state, none, true);
  }

  /** The changes, and the digest of the same moment, without which a report is not whole. */
  private Draft news() {
    Draft draft = piece();
    for (int i = 1; i < ATTEMPTS && draft.changes.whole() && !draft.whole; i++) {
      draft = piece();
    }
    return draft;
  }

  private Draft piece() {
    Changes changes = holdings.changes(acknowledged, ENTRIES);
    HoldingState state = holdings.state();
    return new Draft(state, changes, changes.whole() && changes.upTo() == state.newest());
  }

  private List<HeldListing> listings(int room) {
    List<HeldListing> listings = new ArrayList<>();
    int left = room;
    for (String prefix : prefixes) {
      if (left <= 0) {
        break;
      }
      HeldListing listing = holdings.listing(prefix);
      listings.add(listing);
      left -= 1 + listing.blobs().size() + listing.images().size();
    }
    return listings;
  }

  private String digests() {
    long[] digests = holdings.digests();
    ByteBuffer bytes = ByteBuffer.allocate(digests.length * Long.BYTES);
    bytes.asLongBuffer().put(digests);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private record Draft(HoldingState state, Changes changes, boolean whole) {
    int entries() {
      return changes.blobs().size() + changes.images().size() + changes.deletions().size();
    }
  }
}

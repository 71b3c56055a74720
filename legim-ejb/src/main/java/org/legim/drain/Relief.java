package org.legim.drain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.legim.blob.Sha256;
import org.legim.catalogue.Copies;
import org.legim.errand.Flights.Flight;
import org.legim.errand.LiveRoom;
import org.legim.flow.Flow;
import org.legim.flow.Progress;
import org.legim.flow.Reason;
import org.legim.link.BlobEntry;
import org.legim.link.Errand;
import org.legim.link.Member;
import org.legim.link.NodeStatus;

/**
 * Passes on what clusters have got by drains to their children, where these are less full. It
 * forgets what there is to pass on when the gateway starts anew.
 */
final class Relief {

  private static final double TOLERANCE = 1.1;
  private static final int MOST_AT_ONCE = 10_000;
  private static final int BATCH = 500;

  private final Shared shared;
  private final Map<String, Deque<BlobEntry>> received = new HashMap<>();
  private final Map<String, Map<Sha256, String>> underWay = new HashMap<>();
  private Progress progress;

  Relief(Shared shared) {
    this.shared = shared;
    this.progress = new Progress(shared.nanos());
  }

  /** A drain has ended: what it has brought to clusters may be passed on. */
  synchronized void remember(Drain ended) {
    ended
        .received()
        .forEach(
            (node, blobs) -> {
              if (!node.equals(shared.site().self())) {
                received.computeIfAbsent(node, key -> new ArrayDeque<>()).addAll(blobs);
              }
            });
  }

  /** A child has got a blob, as its parent says. */
  synchronized void sent(Flight flight) {
    if (underWay.isEmpty() && progress.bytesPerSecond() == 0) {
      progress = new Progress(shared.nanos());
    }
    progress.copied(flight.bytes());
    underWay
        .computeIfAbsent(flight.sender(), key -> new HashMap<>())
        .put(flight.blob(), flight.receiver());
  }

  /** What moves now; empty if nothing does. What is left shows only as it moves. */
  synchronized Optional<Flow> flow() {
    return underWay.isEmpty() && progress.bytesPerSecond() == 0
        ? Optional.empty()
        : Optional.of(Flow.of(Reason.RELIEF, progress, 0, 0));
  }

  /** Lets clusters drop what their children have reported. */
  synchronized void release() {
    if (shared.site().tree().isRecovering()) {
      return;
    }
    Staying staying = Staying.now(shared.site(), Set.of());
    underWay.forEach((node, blobs) -> release(node, blobs, staying));
    underWay.values().removeIf(Map::isEmpty);
  }

  private void release(String node, Map<Sha256, String> blobs, Staying staying) {
    List<Sha256> all = List.copyOf(blobs.keySet());
    for (int i = 0; i < all.size(); i += BATCH) {
      List<Sha256> batch = all.subList(i, Math.min(all.size(), i + BATCH));
      Set<Sha256> released =
          shared
              .site()
              .ledger()
              .release(node, batch, staying.ids(), shared.site().replicas().getAsInt());
      for (Sha256 blob : batch) {
        String receiver = blobs.get(blob);
        if (released.contains(blob)) {
          shared.flights().landed(blob, Set.of(receiver));
          blobs.remove(blob);
        } else if (!shared.flights().isUnderWay(blob, node, receiver)) {
          blobs.remove(blob);
        }
      }
    }
  }

  /** Looks which clusters are fuller than their children, and makes errands for these. */
  synchronized void tick() {
    if (received.isEmpty() || shared.site().tree().isRecovering()) {
      return;
    }
    Staying staying = Staying.now(shared.site(), Set.of());
    received.keySet().removeIf(node -> shared.site().tree().member(node).isEmpty());
    received.forEach(
        (node, blobs) -> {
          if (staying.ids().contains(node) && !underWay.containsKey(node)) {
            relieve(node, blobs, staying);
          }
        });
    received.values().removeIf(Deque::isEmpty);
  }

  private void relieve(String node, Deque<BlobEntry> blobs, Staying staying) {
    List<Level> children = new ArrayList<>();
    for (Member member : shared.site().tree().members()) {
      if (node.equals(member.parent()) && staying.ids().contains(member.id())) {
        level(member.id()).ifPresent(children::add);
      }
    }
    Level parent = level(node).orElse(null);
    if (parent == null || children.isEmpty()) {
      return;
    }
    LiveRoom room = shared.room("", staying);
    for (int i = 0; i < MOST_AT_ONCE && !blobs.isEmpty() && isTooFull(parent, children); i++) {
      pass(blobs.remove(), parent, children, room);
    }
  }

  private static boolean isTooFull(Level parent, List<Level> children) {
    double mean = children.stream().mapToDouble(Level::fullness).average().orElseThrow();
    return parent.fullness() > mean * TOLERANCE;
  }

  private void pass(BlobEntry entry, Level parent, List<Level> children, LiveRoom room) {
    Sha256 blob = new Sha256(entry.sha256());
    List<String> holders = holders(blob, parent.node);
    if (holders.isEmpty() || !shared.flights().receivers(blob).isEmpty()) {
      return;
    }
    children.stream()
        .filter(child -> !holders.contains(child.node) && room.has(child.node, entry.bytes()))
        .min(Comparator.comparingDouble(Level::fullness).thenComparing(child -> child.node))
        .ifPresent(
            child -> {
              parent.used -= entry.bytes();
              child.used += entry.bytes();
              shared
                  .flights()
                  .begin(blob, entry.bytes(), parent.node, child.node, Optional.empty());
              shared
                  .outbox()
                  .add(parent.node, new Errand(blob.hex(), child.node, Reason.RELIEF.label()));
            });
  }

  /** The holders of a blob; none if the node is not among them any more. */
  private List<String> holders(Sha256 blob, String node) {
    return shared
        .site()
        .ledger()
        .copiesOf(blob)
        .map(Copies::holders)
        .filter(holders -> holders.contains(node))
        .orElse(List.of());
  }

  private Optional<Level> level(String node) {
    return shared.site().tree().status(node).map(status -> new Level(node, status));
  }

  /** How full a node is, and will be. */
  private static final class Level {
    private final String node;
    private final long capacity;
    private long used;

    Level(String node, NodeStatus status) {
      this.node = node;
      this.used = status.bytesUsed();
      this.capacity = Math.max(1, status.bytesUsed() + status.bytesFree());
    }

    double fullness() {
      return (double) used / capacity;
    }
  }
}

package org.legim.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.legim.blob.Sha256;

/**
 * Blobs that are on their way to nodes, or have arrived but are not yet seen in what the nodes say
 * of themselves: so that the same room is not given twice, and no blob sent twice.
 */
final class Pledges {

  /** Until then a heartbeat of the node has told how much room is left. */
  private static final long ROOM_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** A node that has not reported a blob by then may never. */
  static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final LongSupplier nanos;
  private final Map<String, Long> bytes = new HashMap<>();
  private final Map<Sha256, Set<String>> receivers = new HashMap<>();
  private final Deque<Sent> forRoom = new ArrayDeque<>();
  private final Deque<Sent> forReport = new ArrayDeque<>();

  Pledges(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** How many bytes to take from the room that the node says it has. */
  synchronized long bytes(String node) {
    expire();
    return bytes.getOrDefault(node, 0L);
  }

  /** The nodes that a blob is on its way to. */
  synchronized Set<String> receivers(Sha256 hash) {
    expire();
    return Set.copyOf(receivers.getOrDefault(hash, Set.of()));
  }

  /** A transfer begins. */
  synchronized void begin(Sha256 hash, String node, long length) {
    bytes.merge(node, length, Long::sum);
    receivers.computeIfAbsent(hash, key -> new HashSet<>()).add(node);
  }

  /** A transfer has failed. */
  synchronized void failed(Sha256 hash, String node, long length) {
    freeRoom(node, length);
    forget(hash, node);
  }

  /** A transfer is over, and the node will report the blob. */
  synchronized void sent(Sha256 hash, String node, long length) {
    Sent sent = new Sent(hash, node, length, nanos.getAsLong());
    forRoom.add(sent);
    forReport.add(sent);
  }

  private void expire() {
    long now = nanos.getAsLong();
    while (!forRoom.isEmpty() && now - forRoom.peek().at >= ROOM_NANOS) {
      Sent sent = forRoom.remove();
      freeRoom(sent.node, sent.length);
    }
    while (!forReport.isEmpty() && now - forReport.peek().at >= REPORT_NANOS) {
      Sent sent = forReport.remove();
      forget(sent.hash, sent.node);
    }
  }

  private void freeRoom(String node, long length) {
    bytes.computeIfPresent(node, (key, pledged) -> pledged == length ? null : pledged - length);
  }

  private void forget(Sha256 hash, String node) {
    receivers.computeIfPresent(
        hash,
        (key, nodes) -> {
          nodes.remove(node);
          return nodes.isEmpty() ? null : nodes;
        });
  }

  private record Sent(Sha256 hash, String node, long length, long at) {}
}

package org.legim.drain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.legim.catalogue.DrainRecord;
import org.legim.catalogue.DrainRecord.Cause;
import org.legim.catalogue.DrainRecord.Leaver;
import org.legim.catalogue.DrainRecord.State;
import org.legim.link.DrainNotice;
import org.legim.link.DrainNotice.Phase;

/** What nodes are told of drains that have ended, as often as they ask. */
final class Notices {

  private static final int MOST = 1000;

  private final Deque<DrainRecord> newest = new ArrayDeque<>();
  private final Set<String> unheard = ConcurrentHashMap.newKeySet();

  /** A drain has ended; the newest comes last at run time, and first from the book. */
  synchronized void add(DrainRecord ended) {
    if (newest.isEmpty() || newest.peekFirst().ended() <= ended.ended()) {
      newest.addFirst(ended);
    } else {
      newest.addLast(ended);
    }
    if (newest.size() > MOST) {
      newest.removeLast();
    }
  }

  /** A node does not know yet that it stays. */
  void tell(String node) {
    unheard.add(node);
  }

  /** A node that does not believe that it leaves has called. */
  void heard(String node) {
    unheard.remove(node);
  }

  /** The nodes that should ask, to hear that they stay. */
  Set<String> unheard() {
    return Set.copyOf(unheard);
  }

  /** Whether a process has handed over everything, and is the process of no member any more. */
  synchronized Optional<DrainNotice> gone(String node, String run) {
    return newest.stream()
        .filter(record -> isGone(record, node, run))
        .findFirst()
        .map(Notices::gone);
  }

  /** Whether it has, by a drain that is under way for others. */
  static Optional<DrainNotice> gone(Drain drain, String node, String run) {
    return Optional.of(drain.record())
        .filter(record -> isGone(record, node, run))
        .map(Notices::gone);
  }

  private static boolean isGone(DrainRecord record, String node, String run) {
    return record.leavers().stream()
        .anyMatch(
            each ->
                each.node().equals(node) && each.state() == State.GONE && run.equals(each.run()));
  }

  private static DrainNotice gone(DrainRecord record) {
    return new DrainNotice(record.id(), Phase.GONE, null);
  }

  /** What a node is told that believes it takes part in a drain, which is over for it. */
  synchronized DrainNotice over(String node, String run, String drain) {
    return newest.stream()
        .filter(record -> record.id().equals(drain))
        .findFirst()
        .map(record -> new DrainNotice(drain, phase(record, node, run), reason(record)))
        .orElseGet(
            () -> new DrainNotice(drain, Phase.CANCELLED, "this node takes part in no drain now"));
  }

  // A process that is to stop anyhow keeps its data then; any other goes on as if nothing were.
  private static Phase phase(DrainRecord record, String node, String run) {
    boolean stops =
        record.state() == State.KEPT
            && record.cause() == Cause.STOP
            && record.node().equals(node)
            && record.leavers().stream().anyMatch(each -> isProcess(each, node, run));
    return stops ? Phase.REFUSED : Phase.CANCELLED;
  }

  private static boolean isProcess(Leaver leaver, String node, String run) {
    return leaver.node().equals(node) && run.equals(leaver.run());
  }

  private static String reason(DrainRecord record) {
    return record.reason() != null ? record.reason() : "the drain of " + record.name() + " is over";
  }
}

package org.legim.flow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.catalogue.Catalogue;
import org.legim.catalogue.ImageRecord;
import org.legim.link.LinkException;
import org.legim.tree.StayingNode;

/**
 * The copies of one write at other nodes. As many are asked at once as copies are missing; one that
 * fails is followed by the next, and so is one that takes long, whose receipt counts all the same
 * if it comes. Used by one thread.
 */
final class QuorumCopies {

  private static final Logger LOG = Logger.getLogger(QuorumCopies.class.getName());
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final int MOST_NAMED = 8;

  private final Quorum.Site site;
  private final Catalogue catalogue;
  private final Transfers transfers;
  private final ImageRecord image;
  private final QuorumTime time;
  private final int needed;
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final Set<String> sentTo = new HashSet<>();
  private final Set<String> underWay = new HashSet<>();
  private final Set<String> made = new HashSet<>();

  /** Of those under way, the ones that are not waited for alone any more. */
  private final Set<String> slow = new HashSet<>();

  /** Those that can be asked in a moment. */
  private final Set<String> busy = new HashSet<>();

  private final Map<String, String> failures = new LinkedHashMap<>();
  private volatile boolean closed;

  QuorumCopies(Quorum.Site site, ImageRecord image, QuorumTime time) {
    this.site = site;
    this.catalogue = site.gateway().catalogue();
    this.transfers = site.placement().transfers();
    this.image = image;
    this.time = time;
    this.needed = site.wanted() - 1;
  }

  /** What became of one copy; no failure if it is made. */
  private record Answer(String node, Optional<LinkException> failure) {}

  /** The nodes that may have the write. */
  Set<String> sentTo() {
    return Set.copyOf(sentTo);
  }

  /**
   * Returns once enough other nodes have the write durably.
   *
   * @throws WriteQuorumException if that cannot be had in time
   */
  void make() {
    while (made.size() < needed) {
      Asked last = askAll();
      if (time.isOver() || underWay.isEmpty() && last == Asked.NOBODY) {
        throw failed(last);
      }
      Optional<Answer> answer = await(last == Asked.LATER ? PAUSE_NANOS : time.turn());
      if (answer.isPresent()) {
        settle(answer.get());
      } else if (last == Asked.LATER) {
        busy.clear();
      } else {
        slow.addAll(underWay);
      }
    }
  }

  private enum Asked {
    ONE,
    /** There is one that cannot be asked yet. */
    LATER,
    NOBODY
  }

  /** Asks as many as are needed besides the slow ones; returns what became of the last. */
  private Asked askAll() {
    Asked last = Asked.ONE;
    while (last == Asked.ONE && underWay.size() - slow.size() < needed - made.size()) {
      last = askNext();
    }
    return last;
  }

  private Asked askNext() {
    List<String> holders = catalogue.holders(image.sha256());
    while (true) {
      Optional<String> receiver = transfers.pledgeRecord(image, others(), holders);
      if (receiver.isEmpty()) {
        return busy.isEmpty() ? Asked.NOBODY : Asked.LATER;
      }
      String node = receiver.get();
      if (!catalogue.prepared().isDropping(node, image.sha256()) && ask(node)) {
        return Asked.ONE;
      }
      transfers.withdraw(image, node);
      busy.add(node);
    }
  }

  /** Those that may be asked. */
  private List<StayingNode> others() {
    return site.nodes().staying().stream()
        .filter(node -> !node.id().equals(site.gateway().self()))
        .filter(node -> !failures.containsKey(node.id()))
        .filter(node -> !busy.contains(node.id()) && !underWay.contains(node.id()))
        .filter(node -> !made.contains(node.id()))
        .toList();
  }

  /** Returns whether it is asked; not if too many are waiting. */
  private boolean ask(String node) {
    try {
      underWay.add(node);
      site.executor().execute(() -> deliver(node));
      sentTo.add(node);
      return true;
    } catch (RejectedExecutionException e) {
      underWay.remove(node);
      LOG.log(Level.FINE, "too many uploads wait for other nodes, or the node stops", e);
      return false;
    }
  }

  private void deliver(String node) {
    if (closed) {
      transfers.withdraw(image, node);
      return;
    }
    try {
      transfers.deliver(image, node);
      answers.add(new Answer(node, Optional.empty()));
    } catch (LinkException e) {
      answers.add(new Answer(node, Optional.of(e)));
    } catch (RuntimeException e) {
      LinkException failure =
          new LinkException(LinkException.Kind.FAILED, "sending broke off: " + e, e);
      answers.add(new Answer(node, Optional.of(failure)));
    }
  }

  private Optional<Answer> await(long nanos) {
    try {
      return Optional.ofNullable(answers.poll(Math.max(1, nanos), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WriteQuorumException(
          site.wanted(), 1 + made.size(), List.of("this node is stopping"));
    }
  }

  private void settle(Answer answer) {
    String node = answer.node();
    underWay.remove(node);
    slow.remove(node);
    if (answer.failure().isEmpty()) {
      made.add(node);
      return;
    }
    LinkException failure = answer.failure().get();
    if (failure.kind() == LinkException.Kind.BUSY) {
      busy.add(node);
      return;
    }
    LOG.log(
        Level.INFO,
        "image {0} was not copied to node {1} before its upload is answered: {2}",
        new Object[] {image.id(), node, failure.getMessage()});
    failures.put(node, why(failure.kind()));
  }

  private static String why(LinkException.Kind kind) {
    return switch (kind) {
      case NO_ROOM -> "has no room";
      case UNREACHABLE, NO_SESSION -> "cannot be reached";
      case NO_WAY -> "takes nothing now";
      case BUSY, MOVED, REFUSED, FAILED -> "failed";
    };
  }

  private WriteQuorumException failed(Asked last) {
    List<String> reasons = new ArrayList<>();
    failures.forEach((node, why) -> reasons.add(name(node) + " " + why));
    underWay.forEach(node -> reasons.add(name(node) + " did not answer in time"));
    busy.forEach(node -> reasons.add(name(node) + " was busy all the time"));
    List<StayingNode> others = last == Asked.NOBODY ? others() : List.of();
    if (others.size() > MOST_NAMED) {
      reasons.add(others.size() + " nodes have no room");
    } else {
      others.forEach(node -> reasons.add(name(node.id()) + " has no room"));
    }
    if (reasons.isEmpty()) {
      reasons.add("no other node is online");
    }
    return new WriteQuorumException(site.wanted(), 1 + made.size(), reasons);
  }

  private String name(String node) {
    return site.gateway().branches().describe(List.of(node)).get(0).name();
  }

  /** What has not been begun is not sent any more. */
  void close() {
    closed = true;
  }
}

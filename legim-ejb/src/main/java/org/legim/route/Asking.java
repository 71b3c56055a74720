package org.legim.route;

import java.io.IOException;
import java.util.Optional;
import org.legim.latency.Attempt;
import org.legim.latency.Latencies;
import org.legim.link.BlobLink;
import org.legim.link.BlobStream;
import org.legim.link.Cancellation;
import org.legim.link.LinkException;

/** One holder is asked for a part of a blob, and it is measured how soon it answers. */
final class Asking {

  private final String node;
  private final Optional<BlobLink> link;
  private final Part part;
  private final Latencies latencies;
  private final Cancellation cancellation = new Cancellation();

  /**
   * @param link the way to the node; empty if there is none any more
   */
  Asking(String node, Optional<BlobLink> link, Part part, Latencies latencies) {
    this.node = node;
    this.link = link;
    this.part = part;
    this.latencies = latencies;
  }

  String node() {
    return node;
  }

  /** Waits for the head of the answer. */
  Source open() throws SourceException {
    BlobLink way = link.orElseThrow(() -> new SourceException(node, noWay()));
    Attempt attempt = latencies.read(node);
    boolean opened = false;
    try {
      BlobStream stream = way.open(node, part.hash(), part.from(), part.count(), cancellation);
      attempt.answered();
      opened = true;
      return new Source(node, stream, attempt);
    } catch (LinkException e) {
      judge(attempt, e.kind(), cancellation.isCancelled());
      throw new SourceException(node, e);
    } finally {
      if (!opened) {
        attempt.close();
      }
    }
  }

  /** Ends it from another thread, unless it has its answer. */
  void cancel() {
    cancellation.cancel();
  }

  private IOException noWay() {
    return new LinkException(LinkException.Kind.NO_WAY, "there is no way to it any more");
  }

  /** What a refusal says of how soon the node answers. */
  static void judge(Attempt attempt, LinkException.Kind kind, boolean cancelled) {
    if (cancelled) {
      attempt.outrun();
      return;
    }
    switch (kind) {
      case MOVED -> attempt.answered();
      // Too many requests are on the way to it, which are counted as such.
      case BUSY -> {}
      default -> attempt.failed();
    }
  }
}

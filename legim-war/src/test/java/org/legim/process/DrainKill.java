package org.legim.process;

import java.util.ArrayList;
import java.util.List;
import org.legim.config.KillPoint;

/**
 * A drain in whose middle a process dies.
 *
 * @param point where it dies
 * @param time at which of the times that it is there
 * @param retired whether an operator retires the node, which otherwise is stopped by SIGTERM
 * @param whole whether a cluster leaves with all below it, which otherwise is a leaf
 */
record DrainKill(KillPoint point, int time, boolean retired, boolean whole) {

  /** Whose process it is that dies. */
  enum Role {
    GATEWAY,
    SENDER,
    RECEIVER
  }

  /** Each point, as often as a drain of some tens of images comes by for sure. */
  static List<DrainKill> all() {
    List<DrainKill> all = new ArrayList<>();
    for (KillPoint point : KillPoint.values()) {
      for (int time : times(point)) {
        for (boolean retired : new boolean[] {false, true}) {
          all.add(new DrainKill(point, time, retired, false));
        }
      }
      all.add(new DrainKill(point, 1, false, true));
      all.add(new DrainKill(point, 1, true, true));
    }
    return all;
  }

  private static int[] times(KillPoint point) {
    return switch (point) {
      case BEFORE_BATCH, BATCH_RECEIPTED, BATCH_RECORDED -> new int[] {1, 2, 5};
      case BLOB_KEPT -> new int[] {1, 20, 50};
      default -> new int[] {1};
    };
  }

  Role role() {
    return switch (point) {
      case DRAIN_SAVED, HANDED_OVER, BEFORE_GONE, GONE_SAVED -> Role.GATEWAY;
      case DRAIN_FILE_WRITTEN, BEFORE_BATCH, BATCH_RECEIPTED, DROPS_APPLIED, GONE_HEARD ->
          Role.SENDER;
      case BLOB_KEPT, BATCH_RECORDED -> Role.RECEIVER;
    };
  }

  /** Whether the sender must have blobs to come there, and not only leave. */
  boolean isOfHolder() {
    return point != KillPoint.DRAIN_FILE_WRITTEN && point != KillPoint.GONE_HEARD;
  }

  /** Whether the drain goes on by itself once the process that died is there again. */
  boolean resumes() {
    return role() != Role.SENDER || retired && point != KillPoint.GONE_HEARD;
  }

  @Override
  public String toString() {
    return "%s:%d while %s %s"
        .formatted(
            point, time, whole ? "a cluster" : "a leaf", retired ? "is retired" : "is stopped");
  }
}

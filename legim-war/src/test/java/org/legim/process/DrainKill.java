package org.legim.process;

import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
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

  /** The points that a drain comes by. */
  static final List<KillPoint> POINTS =
      List.copyOf(EnumSet.range(KillPoint.DRAIN_SAVED, KillPoint.BATCH_RECORDED));

  /** Whose process it is that dies. */
  enum Role {
    GATEWAY,
    SENDER,
    RECEIVER
  }

  /** The drain of a seed. Seeds that follow each other go through all points. */
  static DrainKill of(long seed) {
    KillPoint point = POINTS.get((int) Math.floorMod(seed, (long) POINTS.size()));
    SplittableRandom random = new SplittableRandom(seed);
    boolean whole = random.nextInt(3) == 0;
    return new DrainKill(
        point, whole ? 1 : 1 + random.nextInt(most(point)), random.nextBoolean(), whole);
  }

  /** How often a drain of some tens of images of a leaf comes by for sure. */
  private static int most(KillPoint point) {
    return switch (point) {
      case BEFORE_BATCH, BATCH_RECEIPTED, BATCH_RECORDED -> 5;
      case BLOB_KEPT -> 50;
      default -> 1;
    };
  }

  Role role() {
    return switch (point) {
      case DRAIN_SAVED, HANDED_OVER, BEFORE_GONE, GONE_SAVED -> Role.GATEWAY;
      case DRAIN_FILE_WRITTEN, BEFORE_BATCH, BATCH_RECEIPTED, DROPS_APPLIED, GONE_HEARD ->
          Role.SENDER;
      case BLOB_KEPT, BATCH_RECORDED -> Role.RECEIVER;
      case WRITE_PREPARED, QUORUM_REACHED ->
          throw new IllegalStateException(point + " is no point of a drain");
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

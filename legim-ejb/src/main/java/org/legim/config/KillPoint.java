package org.legim.config;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places at which a test kills the process, to see that nothing is lost there: {@code
 * -Dlegim.kill-at=BATCH_RECORDED:3} halts the JVM the third time it comes by. Without the property
 * they cost a comparison.
 */
public enum KillPoint {
  /** The gateway has written a drain into its book; nobody has been told. */
  DRAIN_SAVED,
  /** The gateway lets a leaving node drop blobs; the node has not heard. */
  HANDED_OVER,
  /** The gateway is about to end a membership: all is handed over. */
  BEFORE_GONE,
  /** The gateway has ended a membership; the node has not heard. */
  GONE_SAVED,
  /** A node has written that it leaves; nothing has moved. */
  DRAIN_FILE_WRITTEN,
  /** A leaving node is about to send blobs. */
  BEFORE_BATCH,
  /** A leaving node has receipts for blobs; the gateway has not heard. */
  BATCH_RECEIPTED,
  /** A leaving node has struck blobs out of its books by order; the files are there. */
  DROPS_APPLIED,
  /** A node has heard that it is gone. */
  GONE_HEARD,
  /** A receiver has a blob in its place; no record needs it yet. */
  BLOB_KEPT,
  /** A receiver has recorded blobs; the sender has not heard. */
  BATCH_RECORDED,
  /** The gateway has given a write its revision; no other node has heard of it. */
  WRITE_PREPARED,
  /** Enough other nodes have a write; the gateway has not committed it. */
  QUORUM_REACHED;

  /** Names the point and the time; set by tests alone. */
  public static final String PROPERTY = "legim.kill-at";

  private static final String WANTED = System.getProperty(PROPERTY, "");
  private static final AtomicInteger LEFT = new AtomicInteger(times());

  private static int times() {
    int colon = WANTED.indexOf(':');
    return colon < 0 ? 1 : Integer.parseInt(WANTED.substring(colon + 1));
  }

  /** The process is there. */
  public void reached() {
    if (!WANTED.isEmpty() && isWanted() && LEFT.decrementAndGet() == 0) {
      // As by SIGKILL: no hook runs, nothing is flushed. 137 is what a shell makes of that.
      Runtime.getRuntime().halt(137);
    }
  }

  private boolean isWanted() {
    int colon = WANTED.indexOf(':');
    return name().equals(colon < 0 ? WANTED : WANTED.substring(0, colon));
  }
}

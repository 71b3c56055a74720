package org.legim.blob;

import java.io.IOException;

/** The node's disk has no room for the bytes that were about to be written. */
public final class NoRoomException extends IOException {

  private final long wanted;
  private final long free;

  /**
   * @param wanted how many bytes were wanted
   * @param free how many there are
   */
  public NoRoomException(long wanted, long free) {
    super("no room for " + wanted + " bytes: " + free + " are free");
    this.wanted = wanted;
    this.free = free;
  }

  /** How many bytes were wanted. */
  public long wanted() {
    return wanted;
  }

  /** How many bytes are free. */
  public long free() {
    return free;
  }
}

package org.legim.launcher.client;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a drain stands, as {@code GET /drains/{id}} shows it. Texts are fit to be printed.
 *
 * @param name of the node that leaves
 * @param state {@code draining}, {@code gone}, {@code cancelled}, {@code kept}, or one that a later
 *     version adds
 * @param begun as an ISO 8601 instant
 * @param ended likewise; empty while it is under way
 * @param reason why it ended so; empty while it is under way
 * @param bytesPerSecond of the last seconds
 * @param errors the newest first
 */
public record DrainView(
    String id,
    String name,
    String cause,
    String state,
    String begun,
    Optional<String> ended,
    String reason,
    long blobsDone,
    long bytesDone,
    long blobsLeft,
    long bytesLeft,
    long blobsSkipped,
    long bytesPerSecond,
    OptionalLong secondsLeft,
    List<String> errors,
    Optional<Certificate> certificate) {

  /**
   * What was handed over.
   *
   * @param root in hexadecimal digits
   */
  public record Certificate(long blobs, long bytes, String root) {}

  /** Whether it will change. */
  public boolean isUnderWay() {
    return ended.isEmpty();
  }

  /** Whether everything was handed over. */
  public boolean isGone() {
    return state.equals("gone");
  }
}

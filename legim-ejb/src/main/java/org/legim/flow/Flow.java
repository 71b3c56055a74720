package org.legim.flow;

import java.util.Optional;

/**
 * Blobs that move now for one reason.
 *
 * @param drain the id of the drain that they move for; empty for anything else
 * @param blobs how many copies have been made since it began
 * @param bytes how long these are together
 * @param bytesPerSecond how fast it has been in the last seconds
 * @param blobsLeft how many copies are still to be made, as far as is known
 * @param bytesLeft how long these are together
 */
public record Flow(
    Reason reason,
    Optional<String> drain,
    long blobs,
    long bytes,
    long bytesPerSecond,
    long blobsLeft,
    long bytesLeft) {

  /**
   * What moves for no drain.
   *
   * @param progress what has been copied since it began
   */
  public static Flow of(Reason reason, Progress progress, long blobsLeft, long bytesLeft) {
    return new Flow(
        reason,
        Optional.empty(),
        progress.blobs(),
        progress.total(),
        progress.bytesPerSecond(),
        blobsLeft,
        bytesLeft);
  }
}

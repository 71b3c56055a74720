package org.legim.drain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.legim.catalogue.DrainRecord;
import org.legim.flow.Flow;
import org.legim.flow.Reason;

/**
 * How a drain stands.
 *
 * @param drain what is remembered of it
 * @param blobsDone how many blobs have been handed over
 * @param bytesDone how long these are together
 * @param blobsLeft how many the leaving nodes still hold
 * @param bytesLeft how long these are together
 * @param blobsSkipped how many of those handed over needed no copy
 * @param bytesPerSecond what was copied in the last seconds; 0 once it has ended
 * @param secondsLeft by that speed; empty while nothing is known
 * @param errors what stands in the way, the newest first; few
 * @param certificate once it has ended as GONE
 */
public record DrainStatus(
    DrainRecord drain,
    long blobsDone,
    long bytesDone,
    long blobsLeft,
    long bytesLeft,
    long blobsSkipped,
    long bytesPerSecond,
    OptionalLong secondsLeft,
    List<String> errors,
    Optional<Certificate> certificate) {

  /** What moves for it. */
  public Flow flow() {
    return new Flow(
        Reason.BACKFLOW,
        Optional.of(drain.id()),
        blobsDone,
        bytesDone,
        bytesPerSecond,
        blobsLeft,
        bytesLeft);
  }
}

package org.legim.scrub;

import jakarta.json.bind.annotation.JsonbCreator;
import java.time.Instant;
import org.legim.blob.Sha256;

/**
 * How far a node has come with reading all of its blobs, as its {@code scrub.json} says.
 *
 * @param begun when the present pass began, or the last one where none is under way; null before
 *     the first
 * @param after the last blob that it has read, as passes follow the order of hashes; null if no
 *     pass is under way
 * @param blobs how many it has read
 * @param bytes how many bytes these had
 * @param damaged how many it found damaged or missing
 * @param ended when the last pass came to its end; null before that
 */
public record Progress(
    Instant begun, String after, long blobs, long bytes, long damaged, Instant ended) {

  static final Progress NONE = new Progress(null, null, 0, 0, 0, null);

  /** Read by JSON-B. */
  @JsonbCreator
  public Progress {}

  /** Whether it is one that a node has written. */
  boolean isValid() {
    return after == null || begun != null && (after.isEmpty() || Sha256.isValid(after));
  }

  boolean isUnderWay() {
    return after != null;
  }

  Progress begin(Instant now) {
    return new Progress(now, "", 0, 0, 0, ended);
  }

  Progress read(Sha256 blob, long length, boolean isDamaged) {
    long found = damaged + (isDamaged ? 1 : 0);
    return new Progress(begun, blob.hex(), blobs + 1, bytes + length, found, ended);
  }

  Progress end(Instant now) {
    return new Progress(begun, null, blobs, bytes, damaged, now);
  }
}

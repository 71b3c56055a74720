package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;
import java.util.List;

/**
 * What a node tells the gateway of its disk. A node has one report under way at a time, and
 * composes it after everything in the answer to the one before is applied: only so may the gateway
 * believe what it says it holds.
 *
 * @param node who reports
 * @param run its process
 * @param number rises with every report of a process; the gateway ignores older ones
 * @param tree the tree whose gateway gave the revisions of its records
 * @param log the id of its change log
 * @param after the changes after this number of the log
 * @param upTo and up to this one
 * @param blobs the blobs of these changes
 * @param images the records of these changes
 * @param deletions the deletions of these changes
 * @param whole whether the log has no further changes
 * @param stream the stream of orders that it follows, or null
 * @param applied it has applied the orders of the stream up to this number
 * @param digest of all blobs that it holds and their records
 * @param digests the same for each prefix, 4096 numbers of 8 bytes, big-endian, in base64; null
 *     unless the gateway asked
 * @param listings what it holds under the prefixes that the gateway asked for
 */
public record Report(
    String node,
    String run,
    long number,
    String tree,
    String log,
    long after,
    long upTo,
    List<BlobEntry> blobs,
    List<ImageEntry> images,
    List<DeletionEntry> deletions,
    boolean whole,
    String stream,
    long applied,
    long digest,
    String digests,
    List<HeldListing> listings) {

  /** How many hexadecimal digits of a hash make a prefix. */
  public static final int PREFIX_DIGITS = 3;

  /** How many prefixes there are. */
  public static final int PREFIXES = 1 << (4 * PREFIX_DIGITS);

  /** Read by JSON-B. */
  @JsonbCreator
  public Report {
    blobs = blobs == null ? List.of() : List.copyOf(blobs);
    images = images == null ? List.of() : List.copyOf(images);
    deletions = deletions == null ? List.of() : List.copyOf(deletions);
    listings = listings == null ? List.of() : List.copyOf(listings);
  }
}

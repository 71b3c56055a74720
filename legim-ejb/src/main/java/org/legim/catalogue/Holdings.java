package org.legim.catalogue;

import java.util.List;
import java.util.Set;
import org.legim.blob.Sha256;
import org.legim.link.BlobEntry;
import org.legim.link.HeldListing;
import org.legim.link.ImageEntry;
import org.legim.link.Order;

/**
 * What this node's own disk holds for the tree: blobs, the records of them, the deletions it has
 * heard of, and a log of the changes to these. What a changing call returns is durable.
 *
 * <p>A node that has a parent changes its holdings only by {@link #keep}, {@link #keepAll} and
 * {@link #apply}. It never forgets a blob by itself: only an order says so, or the disk that has
 * {@link #lost} it, also before a backup {@link #matchDisk was put back}.
 *
 * @see CatalogueException thrown by all, where the disk or the database fails
 */
public interface Holdings {

  /** Whether this node holds a blob; one that it does not hold may be unlinked. */
  boolean holds(Sha256 blob);

  /** All blobs whose hashes begin with these digits and that this node holds. */
  Set<Sha256> held(String digits);

  /** Where the log, the digest and the orders stand, all at one moment. */
  HoldingState state();

  /**
   * Holds a blob from now on, with a record of it, unless a newer record of the id is known.
   *
   * <p>A gateway takes no record: it knows all of them, and of what is deleted it may remember
   * nothing. It holds the blob if an image needs it.
   *
   * @param image the blob is on the disk already, and does not go away during the call
   * @return whether it is held
   */
  boolean keep(ImageEntry image);

  /**
   * The same as {@link #keep} for each, in one transaction: all of them, or none.
   *
   * @return the blobs that no image needs, and that are not held
   */
  Set<Sha256> keepAll(List<ImageEntry> images);

  /**
   * Holds blobs that were found on the disk, without records: for a node that has lost its
   * catalogue. Once it has reported them, its gateway gives it the records, or orders it to drop
   * what no image needs.
   */
  void found(List<BlobEntry> blobs);

  /** Whether the catalogue is a backup that was put back, and {@link #matchDisk} is to come. */
  boolean isRestored();

  /**
   * Makes an older catalogue that was put back agree with the disk, which is as it is now. A blob
   * that is missing goes without an order, and at a node with a parent with its records: it was let
   * go after the backup, or is lost.
   *
   * @param found blobs on the disk that this node was not known to hold
   * @param missing blobs that it was known to hold and that are not on the disk
   */
  void matchDisk(List<BlobEntry> found, List<Sha256> missing);

  /**
   * This node no longer has a blob: its file is damaged or gone. The log gets a new number, so that
   * the next report is about it. A gateway keeps the records: its tree may have other copies, and
   * if not, the images exist still, out of reach.
   *
   * @return whether the node held it
   */
  boolean lost(Sha256 blob);

  /**
   * The changes after a number of the log, oldest first. A blob comes with all its records. The
   * digest of a {@link #state} belongs to them only if its newest number is their last.
   *
   * @param limit about how many; all changes of one number come together
   */
  Changes changes(long after, int limit);

  /** The digest of every prefix, in their order; see {@link org.legim.link.Report#PREFIXES}. */
  long[] digests();

  /** Everything under a prefix. */
  HeldListing listing(String prefix);

  /**
   * Applies orders, those already applied excepted.
   *
   * @param stream where the orders come from; another than before begins anew
   * @return the blobs that the node no longer holds
   */
  Set<Sha256> apply(String stream, List<Order> orders);

  /**
   * The revisions of the records are those of this tree from now on: for a node with a parent, once
   * the gateway and it agree ({@code complete}). A node that was a gateway forgets the records of
   * blobs that it does not hold itself. A gateway calls {@link Ledger#lead} instead.
   */
  void belongTo(String tree);
}

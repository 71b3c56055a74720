package org.legim.catalogue;

import java.util.List;
import java.util.Set;
import org.legim.blob.Sha256;
import org.legim.link.BlobEntry;

/**
 * The gateway's book on drains. What a changing call returns is durable.
 *
 * @see CatalogueException thrown by all, where the disk or the database fails
 */
public interface DrainBook {

  /**
   * Enters a drain, or what has become of it. Of those that have ended, the last fifty are kept
   * with what was handed over in them.
   */
  void save(DrainRecord drain);

  /** All drains that are kept, the newest first. */
  List<DrainRecord> all();

  /**
   * Lets a leaving node drop blobs by the rule of {@link Ledger#release}, and notes in the same
   * transaction that it has handed them over.
   *
   * @return those of the blobs that it may drop
   */
  Set<Sha256> handOver(
      String drain, String node, List<Sha256> blobs, Set<String> staying, int replicas);

  /**
   * What has been handed over, in the order of the hashes; a blob that two nodes have handed over
   * comes once.
   *
   * @param after only those after this hash; an empty text begins
   */
  List<BlobEntry> handedOver(String drain, String after, int limit);

  /**
   * How much of a node has been handed over, each blob once; its images are not counted apart, but
   * as many as the blobs.
   */
  Tally handedOverBy(String drain, String node);
}

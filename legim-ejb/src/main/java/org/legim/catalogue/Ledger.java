package org.legim.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.legim.blob.Sha256;
import org.legim.link.Report;

/**
 * The gateway's books on all nodes: who holds what, how far each node's reports have come, and the
 * orders that it has not yet carried out. What a changing call returns is durable.
 *
 * <p>What holds at every moment: a node that stands in here as the holder of a blob does hold it,
 * unless its disk was damaged. The gateway strikes a holder out first and orders it to drop the
 * blob after; it enters one only on the node's own report, and not while an order to drop the blob
 * is under way. A node that reports that it holds a blob no longer is believed.
 *
 * @see CatalogueException thrown by all, where the disk or the database fails
 */
public interface Ledger {

  /**
   * This node is the gateway of a tree: it gives the revisions. To be called at each start as a
   * gateway, before anything is stored or received, and when it takes the id of another tree.
   */
  void lead(String tree);

  /**
   * Takes a node's report, in one transaction, and says what follows. The caller has made sure that
   * the report is the newest of the node's present process.
   *
   * @param nodeName the node's name, for ids that stand for different bytes in this tree
   *     <p>While recovering, a node that was a tree of its own has to wait with its images: their
   *     ids may be those of images that a missing node will report.
   * @param recovering whether other nodes' reports are missing: then nothing is dropped
   * @throws IllegalStateException if this node does not {@link #lead} a tree
   */
  Reconciliation receive(Report report, String nodeName, boolean recovering);

  /**
   * Lets a node drop blobs where enough others hold them: strikes it out as their holder and, if it
   * is not this node, orders it to drop them.
   *
   * @param staying the nodes that are online, stay, and have reported, this one included
   * @param replicas on how many nodes an image should be that asks for no number of its own
   * @return those of the blobs that have min({@link Wanted copies wanted}, staying nodes), at least
   *     one, other staying holders
   */
  Set<Sha256> release(String node, Collection<Sha256> blobs, Set<String> staying, int replicas);

  /**
   * Blobs that a node holds, with one record of each, in the order of their hashes.
   *
   * @param after only those after this hash; an empty text begins
   */
  List<ImageRecord> heldBy(String node, String after, int limit);

  /**
   * Blobs that a node holds, with one record and all holders of each, in the order of their hashes.
   * Those that no image needs are left out.
   *
   * @param after only those after this hash; an empty text begins
   */
  List<Copies> copiesAt(String node, String after, int limit);

  /**
   * Every blob that an image needs, with one record and all holders of each, in the order of their
   * hashes. A blob that nobody holds any more comes too.
   *
   * @param after only those after this hash; an empty text begins
   */
  List<Copies> copies(String after, int limit);

  /** One blob with all its holders; empty if no image needs it. */
  Optional<Copies> copiesOf(Sha256 blob);

  /**
   * How many blobs a node holds, needed or not; asked before the node is let go. Whether it is none
   * is certain, even where the node's tally is wrong.
   */
  long countHeldBy(String node);

  /** A record that needs a blob; null if none does. */
  ImageRecord anyImageOf(Sha256 blob);

  /** The nodes with orders that they have not carried out. */
  Set<String> awaited();

  /**
   * Begins a new epoch: with a new stream of orders, and no trust in what nodes are said to have
   * reported. Their next reports are compared in whole. Nothing is dropped until {@link
   * #dropUnneeded}, or until a report is received that does not find the gateway recovering.
   */
  void beginEpoch(long epoch);

  /**
   * Orders every blob dropped that no image needs: at the end of a recovery.
   *
   * @return those of this node's own disk
   */
  Set<Sha256> dropUnneeded();

  /**
   * Strikes a node out as the holder of anything: it will not come back. Returns how many blobs.
   */
  long strikeOut(String node);
}

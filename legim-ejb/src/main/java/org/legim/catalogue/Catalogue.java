package org.legim.catalogue;

import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.legim.blob.Sha256;
import org.legim.image.RefusedException;
import org.legim.image.WriteCondition;

/**
 * The records of a node. What a changing call returns is durable. All are safe from any thread.
 *
 * @see CatalogueException thrown by all, where the disk or the database fails
 */
public interface Catalogue extends ImageWrites, Closeable {

  /** The record under an id. */
  Optional<ImageRecord> find(String id);

  /** A page of records. */
  ImagePage list(Listing listing);

  /**
   * Deletes the record under an id, leaving a deletion.
   *
   * @return the blob of this node's own disk that this was the last image to need, if it was
   * @throws RefusedException if there is no such image, or the condition does not hold for it
   */
  Optional<Sha256> delete(String id, WriteCondition condition) throws RefusedException;

  /** The ids of the nodes that hold a blob. */
  List<String> holders(Sha256 hash);

  /** What this node holds. */
  Tally tally();

  /** What this node's own disk holds for the tree. */
  Holdings holdings();

  /** The books on all nodes, if this one is the gateway. */
  Ledger ledger();

  /** The drains, if this is the gateway. */
  DrainBook drains();

  /** The roster of the tree. */
  Rosters rosters();

  /** Writes that other nodes are to have first, if this is the gateway. */
  PreparedWrites prepared();

  /** Forgets upload keys older than the age given; returns how many. */
  int forgetUploadKeys(Duration age);

  /** Whether no change can be made any more, though nobody has closed it. Asks no disk. */
  boolean isBroken();

  @Override
  void close();
}

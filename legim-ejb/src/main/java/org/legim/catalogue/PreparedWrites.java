package org.legim.catalogue;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.legim.blob.Sha256;
import org.legim.image.RefusedException;
import org.legim.image.WriteCondition;

/**
 * Writes of a gateway that other nodes are to have before anybody may see them, in two steps. What
 * a changing call returns is durable.
 *
 * <p>A prepared write has a revision, and nobody reads it, also where a node reports it. From then
 * on until it is committed or aborted its blob is not dropped anywhere. A write that was neither,
 * as the process ended in between, is aborted as soon as a node reports it.
 *
 * @see CatalogueException thrown by all, where the disk or the database fails
 */
public interface PreparedWrites {

  /**
   * What a repeated request gets: the image of the first.
   *
   * @throws RefusedException as {@link ImageWrites#add}
   */
  Optional<Stored> repeated(UploadKey key, NewImage image) throws RefusedException;

  /** Prepares to store an image under a new id; the parameters are as of {@link ImageWrites}. */
  PreparedWrite prepareAdd(NewImage image, Supplier<String> freshId, Optional<UploadKey> key);

  /**
   * Prepares to store an image under a given id.
   *
   * @return empty while another write of the id is prepared
   * @throws RefusedException if the condition does not hold for what is there
   */
  Optional<PreparedWrite> preparePut(String id, NewImage image, WriteCondition condition)
      throws RefusedException;

  /**
   * Makes a write true.
   *
   * @return what it did; another image than the write's where another request has used its key
   *     meanwhile; empty if something newer is true of the id by now. In both cases the write has
   *     to be aborted.
   * @throws RefusedException as {@link ImageWrites#add}; then the write has to be aborted too
   */
  Optional<Stored> commit(PreparedWrite write) throws RefusedException;

  /**
   * Ends a write without making it true. What was true of the id gets a newer revision where a node
   * may have the write, so that it is never taken for true.
   *
   * @param sentTo the nodes that may have it
   * @return the blobs of this node's own disk that no image needs since
   */
  Set<Sha256> abort(PreparedWrite write, Set<String> sentTo);

  /**
   * Whether a node may have an order to drop a blob that it has not carried out: it could do so
   * after it has received the blob anew. While a write of the blob is prepared, no such order is
   * made.
   */
  boolean isDropping(String node, Sha256 blob);
}

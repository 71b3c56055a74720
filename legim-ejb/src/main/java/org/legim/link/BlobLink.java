package org.legim.link;

import java.util.List;
import org.legim.blob.Blob;
import org.legim.blob.Sha256;

/**
 * Blobs from and to a neighbour: the node itself, or one below it, to which it passes the request
 * on. Over HTTP this is {@code GET} and {@code PUT} of {@code /link/blobs/SHA256?node=ID}.
 */
public interface BlobLink {

  /**
   * Begins to read a part of a blob.
   *
   * @param node the id of the node that holds it
   * @param from the first byte, counted from 0
   * @param count how many bytes; -1 for all from there on
   * @throws LinkException of kind MOVED if it is not there
   */
  BlobStream open(String node, Sha256 hash, long from, long count) throws LinkException;

  /**
   * The same, but another thread can end it before the answer is there. A link whose connections
   * cannot be cut goes on until it has its answer.
   *
   * @throws LinkException also if it was cancelled
   */
  default BlobStream open(
      String node, Sha256 hash, long from, long count, Cancellation cancellation)
      throws LinkException {
    return open(node, hash, from, count);
  }

  /**
   * Sends a blob; when this returns, the node has made it and its record durable, and will report
   * it.
   *
   * @param node the id of the node that shall hold it
   * @param image a record that needs the blob
   * @throws LinkException of kind NO_ROOM if it has no room
   */
  void put(String node, Blob blob, ImageEntry image) throws LinkException;

  /**
   * Sends many blobs in one request, which is meant for small ones. Over HTTP this is {@code POST}
   * of {@code /link/batches?node=ID}.
   *
   * @param node the id of the node that shall hold them
   * @param parcels at most {@link Manifest#MOST_BLOBS}, with at most {@link
   *     Manifest#MOST_BLOB_BYTES} bytes unless it is one; copied in their order, each once unless a
   *     connection turns out to be closed
   * @return what became of each, in their order
   * @throws LinkException if nothing is known of any: all may be sent again; of kind REFUSED if
   *     there are too many, FAILED if one of them cannot be read
   */
  List<Receipt> send(String node, List<Parcel> parcels) throws LinkException;
}

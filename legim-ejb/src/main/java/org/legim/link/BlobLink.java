package org.legim.link;

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
   * Sends a blob; when this returns, the node has made it and its record durable, and will report
   * it.
   *
   * @param node the id of the node that shall hold it
   * @param image a record that needs the blob
   * @throws LinkException of kind NO_ROOM if it has no room
   */
  void put(String node, Blob blob, ImageEntry image) throws LinkException;
}

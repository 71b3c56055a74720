package org.legim.link;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.legim.blob.Sha256;

/** What a node does with blobs for its neighbours; the other end of {@link BlobLink}. */
public interface BlobService {

  /**
   * Opens a part of a blob that is here, or passes the request on to the child that leads to it.
   *
   * @param node the id of the node that holds it
   * @param from the first byte, counted from 0
   * @param count how many bytes; -1 for all from there on
   * @throws LinkException of kind MOVED if it is not there, NO_WAY if that node is not this one nor
   *     below it, BUSY if too many requests are on the way to it
   */
  BlobPart open(String node, Sha256 hash, long from, long count) throws LinkException, IOException;

  /**
   * Takes a blob in, or passes it on. When this returns, it and its record are durable at the node.
   *
   * @param node the id of the node that shall hold it
   * @param length how many bytes the body has
   * @param image a record that needs it
   * @param body the bytes; may end early if the connection breaks
   * @throws LinkException of kind NO_ROOM if it does not fit, FAILED if the bytes have another
   *     hash, NO_WAY if there is no way to the node, or it is leaving
   */
  void receive(String node, Sha256 hash, long length, ImageEntry image, InputStream body)
      throws LinkException, IOException;

  /**
   * Takes many blobs in, or passes them on: down, or up if they come from below.
   *
   * @param node the id of the node that shall hold them
   * @param images of each blob a record that needs it, which says its hash and length too
   * @param body the blobs' bytes, one after the other
   * @param fromBelow whether a child sends it
   * @return what became of each, in their order
   * @throws LinkException if nothing is known of any, all may be sent again; of kind NO_WAY if
   *     there is no way to the node, or it is leaving
   */
  List<Receipt> receiveAll(
      String node, List<ImageEntry> images, InputStream body, boolean fromBelow)
      throws LinkException, IOException;
}

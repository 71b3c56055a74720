package org.legim.route;

import java.io.IOException;
import java.io.InputStream;
import org.legim.blob.Blob;
import org.legim.blob.BlobStore;
import org.legim.blob.Sha256;
import org.legim.link.BlobLink;
import org.legim.link.BlobPart;
import org.legim.link.BlobService;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;

/**
 * Answers what a parent asks of blobs: from this node's own disk, or by the child that leads to the
 * node that is meant. Bytes only pass through.
 */
public final class Relay implements BlobService {

  private final String self;
  private final BlobStore blobs;
  private final Branches branches;
  private final Receiver receiver;

  /**
   * @param self this node's id
   * @param receiver takes the blobs that are meant for this node
   */
  public Relay(String self, BlobStore blobs, Branches branches, Receiver receiver) {
    this.self = self;
    this.blobs = blobs;
    this.branches = branches;
    this.receiver = receiver;
  }

  @Override
  public BlobPart open(String node, Sha256 hash, long from, long count)
      throws LinkException, IOException {
    if (node.equals(self)) {
      return openHere(hash, from, count);
    }
    boolean whole = from == 0 && count < 0;
    return BlobPart.of(towards(node).open(node, hash, from, count), from, whole);
  }

  private BlobPart openHere(Sha256 hash, long from, long count) throws IOException {
    Blob blob =
        blobs
            .open(hash)
            .orElseThrow(
                () ->
                    new LinkException(
                        LinkException.Kind.MOVED, "node " + self + " does not have blob " + hash));
    try {
      return BlobPart.of(blob, from, count);
    } catch (LinkException e) {
      blob.close();
      throw e;
    }
  }

  @Override
  public void receive(String node, Sha256 hash, long length, ImageEntry image, InputStream body)
      throws LinkException {
    if (node.equals(self)) {
      receiver.receive(hash, length, image, body);
    } else {
      towards(node).put(node, new PassingBlob(hash, length, body), image);
    }
  }

  private BlobLink towards(String node) throws LinkException {
    return branches
        .towards(node)
        .orElseThrow(
            () ->
                new LinkException(
                    LinkException.Kind.NO_WAY,
                    "node " + self + " has no way to node " + node + " now"));
  }

  /** Makes blobs that come from above this node's own. */
  @FunctionalInterface
  public interface Receiver {

    /**
     * Takes a blob; when this returns, it and its record are durable.
     *
     * @param length how many bytes the body has
     * @param image a record that needs the blob
     * @param body its bytes; the caller closes it
     * @throws LinkException of kind NO_ROOM if there is no room, FAILED if the bytes have another
     *     hash
     */
    void receive(Sha256 hash, long length, ImageEntry image, InputStream body) throws LinkException;
  }
}

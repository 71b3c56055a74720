package org.legim.route;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.legim.blob.Blob;
import org.legim.blob.BlobStore;
import org.legim.blob.Sha256;
import org.legim.link.BlobLink;
import org.legim.link.BlobStream;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;

/**
 * Answers what a parent asks of blobs: from this node's own disk, or by the child that leads to the
 * node that is meant. Bytes only pass through.
 */
public final class Relay {

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

  /**
   * Opens a part of a blob; the caller closes it.
   *
   * @param node the id of the node that holds it
   * @param from the first byte, counted from 0
   * @param count how many bytes; -1 for all from there on
   * @throws LinkException of kind MOVED if it is not there, NO_WAY if the node cannot be reached
   *     from here
   */
  public BlobStream open(String node, Sha256 hash, long from, long count) throws LinkException {
    return node.equals(self)
        ? openHere(hash, from, count)
        : towards(node).open(node, hash, from, count);
  }

  /**
   * Takes a blob for a node; when this returns, that node has made it and its record durable.
   *
   * @param node the id of the node that shall hold it
   * @param bytes how long it is
   * @param body its bytes; the caller closes it
   * @param image a record that needs it
   * @throws LinkException of kind NO_ROOM if the node has no room, NO_WAY if it cannot be reached
   *     from here
   */
  public void receive(String node, Sha256 hash, long bytes, InputStream body, ImageEntry image)
      throws LinkException {
    if (node.equals(self)) {
      receiver.receive(hash, bytes, body, image);
      return;
    }
    towards(node).put(node, new PassingBlob(hash, bytes, body), image);
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

  private BlobStream openHere(Sha256 hash, long from, long count) throws LinkException {
    Optional<Blob> opened;
    try {
      opened = blobs.open(hash);
    } catch (IOException e) {
      throw failed("cannot open blob " + hash, e);
    }
    Blob blob =
        opened.orElseThrow(
            () ->
                new LinkException(
                    LinkException.Kind.MOVED, "node " + self + " does not have blob " + hash));
    long length = count < 0 ? blob.bytes() - from : count;
    if (from < 0 || length < 0 || from > blob.bytes() - length) {
      String asked = length + " bytes from byte " + from + " of blob " + hash;
      close(blob);
      throw failed("cannot give " + asked + ", which has " + blob.bytes(), null);
    }
    return new BlobStream(new BlobInput(blob, from, length), length, blob);
  }

  private void close(Blob blob) throws LinkException {
    try {
      blob.close();
    } catch (IOException e) {
      throw failed("cannot close blob " + blob.hash(), e);
    }
  }

  private LinkException failed(String what, IOException cause) {
    return new LinkException(LinkException.Kind.FAILED, "node " + self + " " + what, cause);
  }

  /** Makes blobs that come from above this node's own. */
  @FunctionalInterface
  public interface Receiver {

    /**
     * Takes a blob; when this returns, it and its record are durable.
     *
     * @param bytes how long it is
     * @param body its bytes; the caller closes it
     * @param image a record that needs it
     * @throws LinkException of kind NO_ROOM if there is no room
     */
    void receive(Sha256 hash, long bytes, InputStream body, ImageEntry image) throws LinkException;
  }
}

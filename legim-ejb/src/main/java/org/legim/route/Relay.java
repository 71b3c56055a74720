package org.legim.route;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.legim.blob.Blob;
import org.legim.blob.Sha256;
import org.legim.blob.VerifiedBlobs;
import org.legim.link.BlobLink;
import org.legim.link.BlobPart;
import org.legim.link.BlobService;
import org.legim.link.BlobStream;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;
import org.legim.link.Receipt;

/**
 * Answers what neighbours ask of blobs: from this node's own disk, or by the neighbour that leads
 * to the node that is meant. Bytes pass through; some stay in memory.
 *
 * <p>Nothing goes in circles: only batches go up, and what has once come from above goes down.
 */
public final class Relay implements BlobService {

  private final String self;
  private final VerifiedBlobs blobs;
  private final FarBlobs far;
  private final Branches branches;
  private final Receiver receiver;

  /**
   * @param self this node's id
   * @param far keeps what passes through and is asked for often
   * @param receiver takes the blobs that are meant for this node
   */
  public Relay(
      String self, VerifiedBlobs blobs, FarBlobs far, Branches branches, Receiver receiver) {
    this.self = self;
    this.blobs = blobs;
    this.far = far;
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
    Optional<Blob> kept = whole ? far.find(hash) : Optional.empty();
    if (kept.isPresent()) {
      return BlobPart.of(kept.get(), from, count);
    }
    BlobStream stream = towards(node).open(node, hash, from, count);
    return whole && FarBlobs.isSmall(stream.bytes())
        ? keptOnItsWay(hash, stream)
        : BlobPart.of(stream, from, whole);
  }

  private BlobPart keptOnItsWay(Sha256 hash, BlobStream stream) {
    int length = (int) stream.bytes();
    return new BlobPart(
        0,
        length,
        length,
        out -> {
          byte[] bytes = stream.body().readNBytes(length);
          out.write(bytes);
          if (bytes.length < length) {
            throw new EOFException("the blob ends after " + bytes.length + " of " + length);
          }
          far.offer(hash, bytes);
        },
        stream);
  }

  private BlobPart openHere(Sha256 hash, long from, long count) throws IOException {
    Optional<Blob> opened = from == 0 && count < 0 ? blobs.openWhole(hash) : blobs.open(hash);
    if (opened.isEmpty()) {
      // Told to drop it, most likely; if not, it is missing.
      blobs.suspect(hash);
      throw new LinkException(
          LinkException.Kind.MOVED, "node " + self + " does not have blob " + hash);
    }
    Blob blob = opened.get();
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

  @Override
  public List<Receipt> receiveAll(
      String node, List<ImageEntry> images, InputStream body, boolean fromBelow)
      throws LinkException {
    if (node.equals(self)) {
      return receiver.receiveAll(images, body);
    }
    Optional<BlobLink> down = branches.towards(node);
    Optional<BlobLink> way = down.isEmpty() && fromBelow ? branches.up() : down;
    return way.orElseThrow(() -> noWay(node)).send(node, PassingBlob.follow(images, body));
  }

  private BlobLink towards(String node) throws LinkException {
    return branches.towards(node).orElseThrow(() -> noWay(node));
  }

  private LinkException noWay(String node) {
    return new LinkException(
        LinkException.Kind.NO_WAY, "node " + self + " has no way to node " + node + " now");
  }

  /** Makes blobs that come from other nodes this node's own. */
  public interface Receiver {

    /**
     * Takes a blob; when this returns, it and its record are durable.
     *
     * @param length how many bytes the body has
     * @param image a record that needs the blob
     * @param body its bytes; the caller closes it
     * @throws LinkException of kind NO_ROOM if there is no room, FAILED if the bytes have another
     *     hash, NO_WAY if this node is leaving
     */
    void receive(Sha256 hash, long length, ImageEntry image, InputStream body) throws LinkException;

    /**
     * Takes many blobs; when this returns, those that were sent and their records are durable.
     *
     * @param images of each blob a record that needs it
     * @param body the blobs' bytes, one after the other; the caller closes it
     * @return what became of each, in their order
     * @throws LinkException if nothing is known of any; of kind NO_WAY if this node is leaving
     */
    List<Receipt> receiveAll(List<ImageEntry> images, InputStream body) throws LinkException;
  }
}

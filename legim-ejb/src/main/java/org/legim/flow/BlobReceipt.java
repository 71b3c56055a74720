package org.legim.flow;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.legim.blob.BlobStore;
import org.legim.blob.Incoming;
import org.legim.blob.NoRoomException;
import org.legim.blob.Sha256;
import org.legim.catalogue.CatalogueException;
import org.legim.catalogue.Holdings;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;
import org.legim.link.Receipt;
import org.legim.route.Relay;

/**
 * Takes blobs that come from other nodes: written, hashed, forced, recorded; only then is the
 * sender told. The bytes are always received, also where the blob is here already: what is not
 * hashed anew is no receipt, and fresh bytes heal a damaged file.
 */
public final class BlobReceipt implements Relay.Receiver {

  private static final int BUFFER_BYTES = 64 << 10;

  private final Site site;
  private final BooleanSupplier leaving;
  private final Consumer<Collection<Sha256>> received;

  /**
   * @param leaving whether this node leaves the tree, and so takes nothing more
   * @param received told of what has been recorded: a gateway has to place it, and that of another
   *     node to hear of it soon
   */
  public BlobReceipt(Site site, BooleanSupplier leaving, Consumer<Collection<Sha256>> received) {
    this.site = site;
    this.leaving = leaving;
    this.received = received;
  }

  /**
   * Where the blobs go.
   *
   * @param self this node's id
   * @param reclaim takes blobs that may not be needed
   * @param forces forces blobs that came together to the disk; may reject any, and must run what it
   *     takes
   */
  public record Site(
      String self, BlobStore blobs, Holdings holdings, Consumer<Sha256> reclaim, Executor forces) {}

  @Override
  public void receive(Sha256 hash, long length, ImageEntry image, InputStream body)
      throws LinkException {
    refuseIfLeaving();
    if (!image.sha256().equals(hash.hex()) || image.bytes() != length) {
      String record = image.bytes() + " bytes of blob " + image.sha256();
      throw failed(hash, "of " + length + " bytes came with a record of " + record, null);
    }
    try (Incoming incoming = site.blobs().receive(OptionalLong.of(length))) {
      write(hash, length, body, incoming);
      Sha256 actual = incoming.finish();
      if (!actual.equals(hash)) {
        throw failed(hash, "was announced, but the bytes have the hash " + actual, null);
      }
      keep(incoming, image);
    } catch (NoRoomException e) {
      throw new LinkException(LinkException.Kind.NO_ROOM, "blob " + hash + ": " + e.getMessage());
    } catch (LinkException e) {
      throw e;
    } catch (IOException e) {
      throw isFull(site.blobs())
          ? new LinkException(LinkException.Kind.NO_ROOM, "blob " + hash + ": the disk is full", e)
          : failed(hash, "cannot be stored: " + e, e);
    } catch (CatalogueException e) {
      throw e.isDiskFull()
          ? new LinkException(LinkException.Kind.NO_ROOM, "blob " + hash + ": the disk is full", e)
          : failed(hash, "cannot be recorded: " + e.getMessage(), e);
    }
    received.accept(List.of(hash));
  }

  @Override
  public List<Receipt> receiveAll(List<ImageEntry> images, InputStream body) throws LinkException {
    refuseIfLeaving();
    try (Arrivals arrivals = new Arrivals(site)) {
      try {
        for (ImageEntry image : images) {
          arrivals.read(image, body);
        }
      } finally {
        // Also where the connection broke: what came whole by then need not come again.
        List<Sha256> recorded = arrivals.record();
        if (!recorded.isEmpty()) {
          received.accept(recorded);
        }
      }
      return arrivals.receipts();
    }
  }

  private void refuseIfLeaving() throws LinkException {
    if (leaving.getAsBoolean()) {
      throw new LinkException(
          LinkException.Kind.NO_WAY, "node " + site.self() + " is leaving the tree");
    }
  }

  /** A disk that ran full under us says so in words of its own. */
  static boolean isFull(BlobStore blobs) {
    try {
      return blobs.room().free() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Writes the bytes of a blob.
   *
   * @throws LinkException if it is the body that fails, or has another length
   */
  static void write(Sha256 hash, long length, InputStream body, Incoming incoming)
      throws IOException {
    byte[] buffer = new byte[(int) Math.min(length + 1, BUFFER_BYTES)];
    while (true) {
      int read = read(hash, body, buffer);
      if (read < 0) {
        break;
      }
      if (read > length - incoming.bytes()) {
        throw failed(hash, "is longer than the announced " + length + " bytes", null);
      }
      incoming.write(buffer, 0, read);
    }
    if (incoming.bytes() != length) {
      throw failed(hash, "ended after " + incoming.bytes() + " of " + length + " bytes", null);
    }
  }

  private static int read(Sha256 hash, InputStream body, byte[] buffer) throws LinkException {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw failed(hash, "ended early: " + e, e);
    }
  }

  /** From the hold on no removal can begin; after the commit none will find the blob unneeded. */
  private void keep(Incoming incoming, ImageEntry image) throws IOException {
    boolean recorded = false;
    BlobStore.Hold hold = site.blobs().keep(incoming);
    try {
      recorded = site.holdings().keep(image);
    } finally {
      hold.close();
      if (!recorded) {
        site.reclaim().accept(incoming.hash());
      }
    }
  }

  private static LinkException failed(Sha256 hash, String why, Exception cause) {
    return new LinkException(LinkException.Kind.FAILED, "blob " + hash + " " + why, cause);
  }
}

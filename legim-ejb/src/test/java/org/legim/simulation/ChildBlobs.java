package org.legim.simulation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.legim.blob.Blob;
import org.legim.blob.Sha256;
import org.legim.link.BlobLink;
import org.legim.link.BlobPart;
import org.legim.link.BlobStream;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.Parcel;
import org.legim.link.Receipt;
import org.legim.tree.DirectChild;

/** Blobs from and to a child. */
final class ChildBlobs implements BlobLink {

  private final SimulatedNetwork network;
  private final SimulatedNode self;
  private final DirectChild child;

  ChildBlobs(SimulatedNetwork network, SimulatedNode self, DirectChild child) {
    this.network = network;
    this.self = self;
    this.child = child;
  }

  @Override
  public BlobStream open(String node, Sha256 hash, long from, long count) throws LinkException {
    byte[] bytes =
        network.call(
            self,
            network.at(child.address()),
            "get " + hash.hex().substring(0, 6),
            false,
            callee -> {
              SimulatedNetwork.caller(callee, child.session());
              return read(callee, node, hash, from, count);
            });
    InputStream body = network.isCutShort() ? new CutShort(bytes) : new ByteArrayInputStream(bytes);
    return new BlobStream(body, bytes.length, () -> {});
  }

  private static byte[] read(SimulatedNode callee, String node, Sha256 hash, long from, long count)
      throws LinkException {
    try (BlobPart part = callee.relay.open(node, hash, from, count)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      part.source().copyTo(out);
      return out.toByteArray();
    } catch (LinkException e) {
      throw e;
    } catch (IOException e) {
      throw new LinkException(Kind.UNREACHABLE, "the blob ended early", e);
    }
  }

  @Override
  public void put(String node, Blob blob, ImageEntry image) throws LinkException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      blob.copy(0, blob.bytes(), out);
    } catch (IOException e) {
      throw new LinkException(Kind.FAILED, "cannot read", e);
    }
    byte[] bytes = out.toByteArray();
    network.call(
        self,
        network.at(child.address()),
        "put " + blob.hash().hex().substring(0, 6) + " of " + image.id(),
        true,
        callee -> {
          SimulatedNetwork.caller(callee, child.session());
          callee.relay.receive(
              node, blob.hash(), bytes.length, image, new ByteArrayInputStream(bytes));
          return bytes;
        });
  }

  /** Finds out that the caller may call. */
  @FunctionalInterface
  interface Admission {
    void check(SimulatedNode callee) throws LinkException;
  }

  @Override
  public List<Receipt> send(String node, List<Parcel> parcels) throws LinkException {
    return send(
        network,
        self,
        network.at(child.address()),
        node,
        parcels,
        callee -> SimulatedNetwork.caller(callee, child.session()),
        false);
  }

  static List<Receipt> send(
      SimulatedNetwork network,
      SimulatedNode self,
      Machine to,
      String node,
      List<Parcel> parcels,
      Admission admission,
      boolean fromBelow)
      throws LinkException {
    List<ImageEntry> images = parcels.stream().map(Parcel::image).toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      for (Parcel parcel : parcels) {
        parcel.blob().copy(0, parcel.blob().bytes(), out);
      }
    } catch (IOException e) {
      throw new LinkException(Kind.FAILED, "cannot read", e);
    }
    byte[] bytes = out.toByteArray();
    boolean cut = network.isCutShort();
    return network.call(
        self,
        to,
        "send " + images.size() + " blobs" + (fromBelow ? " up" : " down"),
        true,
        callee -> {
          admission.check(callee);
          InputStream body = cut ? new CutShort(bytes) : new ByteArrayInputStream(bytes);
          return callee.relay.receiveAll(node, images, body, fromBelow);
        });
  }

  /** Half of the bytes, then a failure. */
  private static final class CutShort extends InputStream {
    private final InputStream begin;

    CutShort(byte[] bytes) {
      this.begin = new ByteArrayInputStream(bytes, 0, bytes.length / 2);
    }

    @Override
    public int read() throws IOException {
      int next = begin.read();
      if (next < 0) {
        throw new LinkException(Kind.UNREACHABLE, "the connection was cut");
      }
      return next;
    }
  }
}

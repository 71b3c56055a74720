package org.legim.simulation;

import java.util.List;
import org.legim.blob.Blob;
import org.legim.blob.Sha256;
import org.legim.link.BlobLink;
import org.legim.link.BlobStream;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;
import org.legim.link.Parcel;
import org.legim.link.Receipt;

/** Batches to the parent, for itself or another node. */
final class ParentBlobs implements BlobLink {

  private final SimulatedNetwork network;
  private final SimulatedNode self;
  private final Machine parent;
  private final String session;

  ParentBlobs(SimulatedNetwork network, SimulatedNode self, Machine parent, String session) {
    this.network = network;
    this.self = self;
    this.parent = parent;
    this.session = session;
  }

  @Override
  public BlobStream open(String node, Sha256 hash, long from, long count) {
    throw new AssertionError("nobody reads from above");
  }

  @Override
  public void put(String node, Blob blob, ImageEntry image) {
    throw new AssertionError("only batches go up");
  }

  @Override
  public List<Receipt> send(String node, List<Parcel> parcels) throws LinkException {
    return ChildBlobs.send(
        network, self, parent, node, parcels, callee -> callee.requireChild(session), true);
  }
}

package org.legim.errand;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.link.Errand;
import org.legim.link.Parcel;

/** Blobs of one node for another that go in one request; open until the batch is closed. */
final class Batch implements Closeable {

  private static final Logger LOG = Logger.getLogger(Batch.class.getName());

  /** As many as keep a receiver's disk busy with one wait for all. */
  static final int MOST_BLOBS = 64;

  /** What is longer goes alone. */
  static final long MOST_BYTES = 4 << 20;

  private final String receiver;
  private final long mostBytes;
  private final List<Errand> errands = new ArrayList<>();
  private final List<Parcel> parcels = new ArrayList<>();
  private long bytes;

  /**
   * @param receiver the id of the node
   * @param mostBytes how long the blobs may be together, unless it is only one
   */
  Batch(String receiver, long mostBytes) {
    this.receiver = receiver;
    this.mostBytes = mostBytes;
  }

  boolean fits(long length) {
    return parcels.isEmpty() || bytes + length <= mostBytes;
  }

  /** Adds an open blob, which the batch closes. */
  void add(Errand errand, Parcel parcel) {
    errands.add(errand);
    parcels.add(parcel);
    bytes += parcel.image().bytes();
  }

  String receiver() {
    return receiver;
  }

  List<Errand> errands() {
    return errands;
  }

  List<Parcel> parcels() {
    return parcels;
  }

  long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    for (Parcel parcel : parcels) {
      try {
        parcel.blob().close();
      } catch (IOException e) {
        LOG.log(Level.FINE, e, () -> "blob " + parcel.blob().hash() + " did not close");
      }
    }
  }
}

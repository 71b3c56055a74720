package org.legim.drain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.legim.blob.BlobStore;
import org.legim.blob.Sha256;
import org.legim.link.Errand;
import org.legim.link.ErrandOutcome;
import org.legim.link.ImageEntry;
import org.legim.route.Branches;

/** Copies blobs of this node to other nodes, as the gateway wants it. Thread-safe. */
public final class Courier {

  public Courier(
      String self,
      BlobStore blobs,
      Function<Sha256, Optional<ImageEntry>> records,
      Branches branches,
      Executor pushes,
      LongSupplier nanos,
      OptionalLong bytesPerSecond) {}

  /** Takes on errands; those that it has already are not done twice. */
  public void take(List<Errand> errands) {
    throw new UnsupportedOperationException();
  }

  /** How many errands are not done yet. */
  public int underWay() {
    throw new UnsupportedOperationException();
  }

  /** What has become of errands since the last call. */
  public List<ErrandOutcome> outcomes() {
    throw new UnsupportedOperationException();
  }

  /** Goes on where the rate allows it again; to be called a few times a second. */
  public void tick() {
    throw new UnsupportedOperationException();
  }

  /** Forgets the errands that are not begun. */
  public void clear() {
    throw new UnsupportedOperationException();
  }

  /** Begins no errand any more; those under way are finished. */
  public void close() {
    throw new UnsupportedOperationException();
  }
}

package org.legim.drain;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.legim.blob.BlobStore;
import org.legim.catalogue.Catalogue;
import org.legim.config.OnStop;
import org.legim.route.ImageReads;

/** How a gateway stops, and its tree with it. */
public final class TreeStop {

  public TreeStop(
      Site site, Runnable suspend, TreeChildren children, Executor executor, LongSupplier nanos) {}

  /** Begins the stop, or joins the one under way. */
  public CompletableFuture<Outcome> stop() {
    throw new UnsupportedOperationException();
  }

  /** Copies nothing more; a second time, waits for no child. */
  public void hurry() {
    throw new UnsupportedOperationException();
  }

  /** Does what is due; to be called a few times a second. */
  public void tick() {
    throw new UnsupportedOperationException();
  }

  /**
   * The gateway, as far as its stop has to do with it.
   *
   * @param self its id
   * @param catalogue its records and books
   * @param blobs its disk
   * @param reads the way to the blobs of others
   * @param onStop what a stop does
   * @param timeout how long copying may stand still
   */
  public record Site(
      String self,
      Catalogue catalogue,
      BlobStore blobs,
      ImageReads reads,
      OnStop onStop,
      Duration timeout) {}
}

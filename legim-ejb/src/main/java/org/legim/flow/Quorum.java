package org.legim.flow;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.Sha256;
import org.legim.catalogue.CatalogueException;
import org.legim.catalogue.ImageWrites;
import org.legim.catalogue.NewImage;
import org.legim.catalogue.PreparedWrite;
import org.legim.catalogue.PreparedWrites;
import org.legim.catalogue.Stored;
import org.legim.catalogue.UploadKey;
import org.legim.config.KillPoint;
import org.legim.image.RefusedException;
import org.legim.image.WriteCondition;
import org.legim.route.RecoveringException;

/**
 * The writes of a gateway that answers them only once other nodes have them too: each is prepared,
 * sent with the revision that it will have, and committed under it once enough others have the blob
 * and the record durably. Until then nobody reads it, and one that fails is aborted, so that no
 * report brings it in later. Thread-safe.
 *
 * @see WriteQuorumException thrown where too few others can be had in time
 */
public final class Quorum implements ImageWrites {

  private static final Logger LOG = Logger.getLogger(Quorum.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Site site;
  private final PreparedWrites writes;

  /** The writes of a gateway. */
  public Quorum(Site site) {
    this.site = site;
    this.writes = site.gateway().catalogue().prepared();
  }

  /**
   * What a quorum has to do with.
   *
   * @param gateway itself
   * @param nodes those that may get images
   * @param placement knows what is on its way to which node
   * @param wanted how many copies an upload waits for, the gateway's among them
   * @param reclaim takes blobs that the gateway no longer holds
   * @param executor sends blobs, and waits for those who receive them; may reject
   * @param nanos a monotonic clock
   */
  public record Site(
      Placement.Site gateway,
      StayingNodes nodes,
      Placement placement,
      int wanted,
      Consumer<Sha256> reclaim,
      Executor executor,
      LongSupplier nanos) {}

  @Override
  public Stored add(NewImage image, Supplier<String> freshId, Optional<UploadKey> key)
      throws RefusedException {
    Optional<Stored> before =
        key.isPresent() ? writes.repeated(key.get(), image) : Optional.empty();
    return before.isPresent()
        ? before.get()
        : store(image, () -> Optional.of(writes.prepareAdd(image, freshId, key)));
  }

  @Override
  public Stored put(String id, NewImage image, WriteCondition condition) throws RefusedException {
    // What is there may be old: should the write fail, that must not be made newer.
    RecoveringException.throwIf(site.nodes()::isRecovering, "What the image " + id + " is");
    return store(image, () -> writes.preparePut(id, image, condition));
  }

  private Stored store(NewImage image, Preparation preparation) throws RefusedException {
    QuorumTime time = QuorumTime.begin(image.bytes(), site.nanos());
    while (!time.isOver()) {
      Optional<PreparedWrite> prepared = preparation.prepare();
      Optional<Stored> stored =
          prepared.isPresent() ? complete(prepared.get(), time) : Optional.empty();
      if (stored.isPresent()) {
        return stored.get();
      }
      // Another write of the id is under way, or was faster.
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new WriteQuorumException(
        site.wanted(), 1, List.of("other requests change the image all the time"));
  }

  private Optional<Stored> complete(PreparedWrite write, QuorumTime time) throws RefusedException {
    QuorumCopies copies = new QuorumCopies(site, write.image(), time);
    boolean committed = false;
    try {
      KillPoint.WRITE_PREPARED.reached();
      copies.make();
      KillPoint.QUORUM_REACHED.reached();
      Optional<Stored> stored = writes.commit(write);
      committed = stored.stream().anyMatch(each -> each.image().equals(write.image()));
      return stored;
    } finally {
      copies.close();
      if (!committed) {
        abort(write, copies.sentTo());
      }
    }
  }

  private void abort(PreparedWrite write, Set<String> sentTo) {
    try {
      writes.abort(write, sentTo).forEach(site.reclaim());
      // Another image may need the bytes, and the gateway could not let go of them meanwhile.
      site.placement().offer(write.image().sha256());
    } catch (CatalogueException e) {
      LOG.log(
          Level.WARNING,
          "the write of " + write.image().id() + " is aborted only once a node reports it",
          e);
    }
  }

  @FunctionalInterface
  private interface Preparation {

    /** Returns empty if it has to be tried again. */
    Optional<PreparedWrite> prepare() throws RefusedException;
  }
}

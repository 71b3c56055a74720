package org.legim.node;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.BlobStore;
import org.legim.blob.DiskBlobStore;
import org.legim.blob.HotBlobs;
import org.legim.blob.HotMemory;
import org.legim.blob.Room;
import org.legim.blob.VerifiedBlobs;
import org.legim.catalogue.Catalogue;
import org.legim.catalogue.CatalogueException;
import org.legim.catalogue.SqliteCatalogue;
import org.legim.config.NodeConfig;
import org.legim.flow.Daemons;
import org.legim.flow.Reclaim;
import org.legim.scrub.Scrubber;
import org.legim.tree.Identity;
import org.legim.tree.IdentityException;
import org.legim.tree.IdentityFile;
import org.legim.tree.IdentityStore;

/** Everything of a node that lives on its disk, from opening the folder to giving it back. */
public final class Storage implements Closeable {

  private static final Logger LOG = Logger.getLogger(Storage.class.getName());
  private static final Duration UPLOAD_KEYS_KEPT = Duration.ofHours(24);
  private static final long HOUSEKEEPING_SECONDS = 10;
  private static final long LAST_SWEEP_SECONDS = 60;

  private final DataFolder folder;
  private final IdentityFile identity;
  private final Catalogue catalogue;
  private final Room room;
  private final Reclaim reclaim;
  private final HotMemory memory;
  private final BlobStore blobs;
  private final Scrubber scrubber;
  private final VerifiedBlobs verified;
  private final DiskWatch diskWatch;
  private final ScheduledExecutorService housekeeping =
      Executors.newSingleThreadScheduledExecutor(Daemons.named("legim-housekeeping"));

  private Storage(DataFolder folder, IdentityFile identity, Catalogue catalogue, NodeConfig config)
      throws IOException {
    this.folder = folder;
    this.identity = identity;
    this.catalogue = catalogue;
    this.room = new Room(folder.root(), config.capacity(), () -> catalogue.tally().bytes());
    DiskBlobStore disk = DiskBlobStore.open(folder.blobs(), folder.incoming(), room);
    this.memory = new HotMemory(config.cacheMemory());
    this.blobs = new HotBlobs(disk, memory);
    this.reclaim = new Reclaim(blobs, catalogue);
    this.scrubber =
        new Scrubber(
            new Scrubber.Site(
                disk,
                blobs,
                disk.damaged(),
                catalogue.holdings(),
                () -> catalogue.tally().bytes(),
                folder.scrubFile()),
            config.scrubPeriod(),
            Clock.systemUTC(),
            Daemons.named("legim-scrub"));
    this.verified = new VerifiedBlobs(blobs, scrubber::check);
    this.diskWatch = DiskWatch.over(folder.watchedFile());
  }

  /**
   * Opens the folder of a node.
   *
   * @throws StartException if it cannot be used; nothing stays open then
   */
  public static Storage open(NodeConfig config) throws StartException {
    DataFolder folder = DataFolder.open(config.data());
    AtomicReference<Catalogue> opened = new AtomicReference<>();
    try {
      IdentityFile identity = IdentityFile.start(folder.nodeFile(), config.parent().isPresent());
      opened.set(
          SqliteCatalogue.open(
              folder.catalogue(),
              folder.nativeLibraries(),
              identity.identity().id(),
              identity.identity().epoch(),
              Clock.systemUTC()));
      Storage storage = new Storage(folder, identity, opened.get(), config);
      new Restoration(storage.blobs, storage.catalogue)
          .complete(identity.identity(), config.parent().isEmpty());
      FoundBlobs.keep(storage.blobs, storage.catalogue);
      storage.startHousekeeping();
      storage.diskWatch.start();
      return storage;
    } catch (IdentityException e) {
      giveUp(folder, opened);
      throw new StartException(e.getMessage(), e);
    } catch (CatalogueException e) {
      giveUp(folder, opened);
      throw new StartException("node.data: " + folder.root() + ": " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      giveUp(folder, opened);
      throw new StartException("node.data: " + folder.root() + ": " + e, e);
    }
  }

  private static void giveUp(DataFolder folder, AtomicReference<Catalogue> opened) {
    if (opened.get() != null) {
      opened.get().close();
    }
    closeQuietly(folder);
  }

  private void startHousekeeping() {
    housekeeping.execute(
        () ->
            quietly(
                () -> {
                  int removed = reclaim.sweep();
                  if (removed > 0) {
                    LOG.log(Level.INFO, "removed {0} blobs that no image needs", removed);
                  }
                }));
    housekeeping.scheduleWithFixedDelay(
        () -> quietly(() -> catalogue.forgetUploadKeys(UPLOAD_KEYS_KEPT)), 1, 60, TimeUnit.MINUTES);
  }

  /** Who this node is. */
  public Identity identity() {
    return identity.identity();
  }

  /** Keeps who this node is. */
  public IdentityStore identityStore() {
    return identity;
  }

  /** Where this node keeps that it is leaving. */
  public Path drainFile() {
    return folder.drainFile();
  }

  /** The records. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /** The room that is left. */
  public Room room() {
    return room;
  }

  /** The images' bytes. */
  public BlobStore blobs() {
    return blobs;
  }

  /** Keeps small blobs that are read often. */
  HotMemory memory() {
    return memory;
  }

  /** The images' bytes, verified on their way out. */
  public VerifiedBlobs verified() {
    return verified;
  }

  /** Searches the disk for damage, once it has been started. */
  public Scrubber scrubber() {
    return scrubber;
  }

  /** Knows whether the disk can be written. */
  DiskWatch diskWatch() {
    return diskWatch;
  }

  /** What a deletion leaves goes here. */
  public Reclaim reclaim() {
    return reclaim;
  }

  /** Ends the work in the background, commits what is waiting, and gives the folder back. */
  @Override
  public void close() {
    housekeeping.shutdown();
    scrubber.close();
    diskWatch.close();
    if (catalogue.tally().blobs() == 0) {
      // A node that has handed over everything leaves an empty disk, whatever a crash before left.
      reclaim.hurry();
      isHousekeepingOver(LAST_SWEEP_SECONDS);
    }
    reclaim.close();
    // Not interrupted: a sweep ends by itself once the reclaim is closed, and must not touch a
    // folder that has been given back.
    if (!isHousekeepingOver(HOUSEKEEPING_SECONDS)) {
      housekeeping.shutdownNow();
    }
    catalogue.close();
    closeQuietly(folder);
  }

  private boolean isHousekeepingOver(long seconds) {
    try {
      return housekeeping.awaitTermination(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void closeQuietly(Closeable closeable) {
    quietly(closeable::close);
  }

  private static void quietly(Task task) {
    try {
      task.run();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "a task in the background failed", e);
    }
  }

  @FunctionalInterface
  private interface Task {
    void run() throws IOException;
  }
}

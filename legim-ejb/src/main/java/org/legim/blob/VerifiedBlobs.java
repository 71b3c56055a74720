package org.legim.blob;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads blobs of the own disk so that bytes which are not those of a blob's name never leave as the
 * whole of it. A blob of up to 1 MiB is read into memory and hashed before its first byte leaves,
 * so that another holder can still answer. A longer one is hashed while it leaves, with its last
 * piece held back; so are all while too many are in memory. A part is not verified.
 */
public final class VerifiedBlobs {

  private static final Logger LOG = Logger.getLogger(VerifiedBlobs.class.getName());

  /** The part of the heap that blobs on their way may take. */
  private static final int HEAP_PART = 8;

  private final BlobStore blobs;
  private final Consumer<Sha256> suspicions;
  private final Semaphore memory;

  /**
   * @param suspicions told of each blob that seems to be damaged or missing; returns at once
   */
  public VerifiedBlobs(BlobStore blobs, Consumer<Sha256> suspicions) {
    this(blobs, suspicions, Runtime.getRuntime().maxMemory() / HEAP_PART);
  }

  /**
   * @param memory how many bytes of blobs may be in memory
   */
  VerifiedBlobs(BlobStore blobs, Consumer<Sha256> suspicions, long memory) {
    this.blobs = blobs;
    this.suspicions = suspicions;
    this.memory = new Semaphore((int) Math.min(Integer.MAX_VALUE, memory));
  }

  /** Says that a blob seems to be damaged or missing. */
  public void suspect(Sha256 hash) {
    suspicions.accept(hash);
  }

  /**
   * Opens a blob that is verified when it is copied as a whole. If it is damaged, a {@link
   * DamagedBlobException} says so then, before any byte was written if it has at most 1 MiB.
   *
   * @return empty if it is not here, or cannot be opened
   */
  public Optional<Blob> open(Sha256 hash) {
    try {
      return blobs.open(hash).map(this::guarded);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "blob " + hash + " cannot be opened", e);
      suspect(hash);
      return Optional.empty();
    }
  }

  /**
   * The same where its length is known.
   *
   * @param bytes how long it should be; one of another length is damaged
   */
  public Optional<Blob> open(Sha256 hash, long bytes) {
    Optional<Blob> opened = open(hash);
    if (opened.isPresent() && opened.get().bytes() != bytes) {
      suspect(hash);
      closeQuietly(opened.get());
      return Optional.empty();
    }
    return opened;
  }

  /**
   * Opens a blob to copy it as a whole; if it has at most 1 MiB, it is verified by now.
   *
   * @return empty if it is not here, cannot be opened, or is known to be damaged
   */
  public Optional<Blob> openWhole(Sha256 hash) {
    Optional<Blob> opened = open(hash);
    if (opened.isPresent() && opened.get() instanceof GuardedBlob guarded) {
      try {
        guarded.verify();
      } catch (DamagedBlobException e) {
        LOG.log(Level.FINE, "what is damaged is as good as not there", e);
        closeQuietly(guarded);
        return Optional.empty();
      }
    }
    return opened;
  }

  private Blob guarded(Blob blob) {
    return blob instanceof MemoryBlob ? blob : new GuardedBlob(blob, memory, suspicions);
  }

  private static void closeQuietly(Blob blob) {
    try {
      blob.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "blob " + blob.hash() + " did not close", e);
    }
  }
}

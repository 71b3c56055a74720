package org.legim.blob;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps small blobs that are read often in memory, which saves opening, reading and closing a file
 * for each request. Never stale, as blobs are immutable; and each is checked against its hash
 * before it is kept, so that a damaged one is found before it is served.
 */
public final class HotBlobs implements BlobStore {

  private static final Logger LOG = Logger.getLogger(HotBlobs.class.getName());

  /** Above this, sending costs so much more than opening that memory is better used. */
  private static final int LARGEST_BYTES = 64 << 10;

  /** What an entry takes besides its bytes, roughly. */
  private static final int ENTRY_BYTES = 300;

  private final BlobStore store;
  private final Cache<Sha256, MemoryBlob> kept;

  /**
   * @param store where the blobs are
   * @param memory the most bytes to keep
   */
  public HotBlobs(BlobStore store, long memory) {
    this.store = store;
    // Maintenance on the calling thread: the common pool would keep an undeployed class loader.
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(memory)
            .weigher((Sha256 hash, MemoryBlob blob) -> blob.array().length + ENTRY_BYTES)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public Optional<Blob> open(Sha256 hash) throws IOException {
    MemoryBlob hot = kept.getIfPresent(hash);
    if (hot != null) {
      return Optional.of(hot);
    }
    Optional<Blob> opened = store.open(hash);
    return opened.isPresent() && opened.get().bytes() <= LARGEST_BYTES
        ? keepInMemory(opened.get())
        : opened;
  }

  private Optional<Blob> keepInMemory(Blob opened) throws IOException {
    try (opened) {
      MemoryBlob blob = MemoryBlob.read(opened);
      kept.put(blob.hash(), blob);
      return Optional.of(blob);
    } catch (DamagedBlobException e) {
      LOG.log(Level.FINE, "what cannot be verified is as good as not there", e);
      return Optional.empty();
    }
  }

  @Override
  public boolean remove(Sha256 hash, Check unneeded) throws IOException {
    boolean removed = store.remove(hash, unneeded);
    if (removed) {
      kept.invalidate(hash);
    }
    return removed;
  }

  @Override
  public Incoming receive(OptionalLong announced) throws IOException {
    return store.receive(announced);
  }

  @Override
  public Hold keep(Incoming incoming) throws IOException {
    return store.keep(incoming);
  }

  @Override
  public Finding examine(Sha256 hash, Runnable gone) throws IOException {
    Finding finding = store.examine(hash, gone);
    if (finding.isLoss()) {
      kept.invalidate(hash);
    }
    return finding;
  }

  @Override
  public void visit(Visitor visitor) throws IOException {
    store.visit(visitor);
  }

  @Override
  public Room room() {
    return store.room();
  }
}

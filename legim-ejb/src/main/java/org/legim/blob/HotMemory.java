package org.legim.blob;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Memory for small blobs that are read often: one budget for those of this node's disk and for
 * those that it has fetched from others. Never stale, as blobs are immutable. Thread-safe.
 */
public final class HotMemory {

  /** What an entry takes besides its bytes, roughly. */
  private static final int ENTRY_BYTES = 300;

  private final Cache<Key, MemoryBlob> kept;

  /**
   * @param bytes the most to keep
   */
  public HotMemory(long bytes) {
    // Maintenance on the calling thread: the common pool would keep an undeployed class loader.
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Key key, MemoryBlob blob) -> blob.array().length + ENTRY_BYTES)
            .executor(Runnable::run)
            .build();
  }

  /** Where a blob was read. What others have told must never be taken for what the disk holds. */
  public enum Place {
    HERE,
    ELSEWHERE
  }

  private record Key(Sha256 hash, Place place) {}

  /** Finds a blob that is kept. */
  public Optional<Blob> find(Sha256 hash, Place place) {
    return Optional.ofNullable(kept.getIfPresent(new Key(hash, place)));
  }

  /**
   * Keeps a blob while others are not read more often.
   *
   * @param bytes what has the hash, as the caller knows; nobody changes them any more
   * @return the blob in memory
   */
  public Blob keep(Sha256 hash, byte[] bytes, Place place) {
    return keep(new MemoryBlob(hash, bytes), place);
  }

  /**
   * Reads a blob and keeps it, like {@link #keep}.
   *
   * @param bytes how long it is
   * @param source writes as many bytes, which have the hash, or fails
   */
  public Blob read(Sha256 hash, int bytes, Source source, Place place) throws IOException {
    MemoryBlob.FixedOutput body = new MemoryBlob.FixedOutput(bytes);
    source.copy(body);
    return keep(hash, body.array, place);
  }

  /** Where the bytes of a blob come from. */
  @FunctionalInterface
  public interface Source {

    /** Writes all of them. */
    void copy(OutputStream out) throws IOException;
  }

  Blob keep(MemoryBlob blob, Place place) {
    kept.put(new Key(blob.hash(), place), blob);
    return blob;
  }

  /** The disk does not hold the blob any more. */
  void forget(Sha256 hash) {
    kept.invalidate(new Key(hash, Place.HERE));
  }
}

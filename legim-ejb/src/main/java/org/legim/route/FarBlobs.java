package org.legim.route;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import org.legim.blob.Blob;
import org.legim.blob.HotMemory;
import org.legim.blob.HotMemory.Place;
import org.legim.blob.Sha256;

/**
 * Small blobs of other nodes, fetched as a whole: once however many want one at the same time, and
 * kept in memory while they are read often. Thread-safe.
 */
public final class FarBlobs {

  /**
   * Longer ones pass through piece by piece: the first byte should not wait for the last, and all
   * that may come at once must fit into the heap.
   */
  static final int LARGEST_BYTES = 256 << 10;

  private final HotMemory memory;
  private final ConcurrentMap<Sha256, CompletableFuture<Blob>> coming = new ConcurrentHashMap<>();

  public FarBlobs(HotMemory memory) {
    this.memory = memory;
  }

  /** Whether a blob of so many bytes is fetched as a whole. */
  static boolean isSmall(long bytes) {
    return bytes <= LARGEST_BYTES;
  }

  /** Finds a blob in memory. */
  Optional<Blob> find(Sha256 hash) {
    return memory.find(hash, Place.ELSEWHERE);
  }

  /** Ends when the blob that somebody fetches now has come, or has not; empty if nobody does. */
  Optional<CompletionStage<Blob>> coming(Sha256 hash) {
    return Optional.ofNullable(coming.get(hash));
  }

  /**
   * Takes a blob from memory, or fetches it, or waits for whoever fetches it.
   *
   * @param bytes how long it is
   * @param source fetches it, and checks it against its hash
   * @throws IOException if it cannot be fetched
   */
  Blob fetch(Sha256 hash, int bytes, HotMemory.Source source) throws IOException {
    Optional<Blob> known = find(hash);
    if (known.isPresent()) {
      return known.get();
    }
    CompletableFuture<Blob> mine = new CompletableFuture<>();
    CompletableFuture<Blob> others = coming.putIfAbsent(hash, mine);
    if (others != null) {
      return await(others);
    }
    try {
      Blob blob = memory.read(hash, bytes, source, Place.ELSEWHERE);
      mine.complete(blob);
      return blob;
    } catch (IOException | RuntimeException e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      coming.remove(hash, mine);
    }
  }

  private static Blob await(CompletableFuture<Blob> others) throws IOException {
    try {
      return others.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while another read fetched the blob");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException("another read could not fetch the blob", e.getCause());
    }
  }

  /** Keeps a blob that has passed through; not if its bytes have another hash. */
  void offer(Sha256 hash, byte[] bytes) {
    if (Sha256.of(bytes).equals(hash)) {
      memory.keep(hash, bytes, Place.ELSEWHERE);
    }
  }
}

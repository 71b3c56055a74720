package org.legim.blob;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The room for images on a node's disk, in bytes, with what uploads under way have claimed of it.
 *
 * <p>A reserve is never given away, so that the catalogue can still commit, above all deletions, on
 * a node that is full. Claims keep two uploads from counting on the same space.
 */
public final class Room {

  private static final long LEAST_RESERVE = 16L << 20;
  private static final long MOST_RESERVE = 1L << 30;

  private final FileStore disk;
  private final long reserve;
  private final OptionalLong capacity;
  private final LongSupplier used;
  private final AtomicLong claimed = new AtomicLong();
  private final AtomicLong written = new AtomicLong(); // of what is claimed

  /**
   * @param folder where the blobs are
   * @param capacity the most bytes that images may take, where the operator set a limit
   * @param used how many bytes images take now
   */
  public Room(Path folder, OptionalLong capacity, LongSupplier used) throws IOException {
    this.disk = Files.getFileStore(folder);
    this.reserve = Math.max(LEAST_RESERVE, Math.min(MOST_RESERVE, disk.getTotalSpace() / 100));
    this.capacity = capacity;
    this.used = used;
  }

  /** How many more bytes of images this node can take; 0 when it is full. */
  public long free() throws IOException {
    return Math.max(0, left());
  }

  private long left() throws IOException {
    // What is written already is missing from the usable space by itself.
    long onDisk = disk.getUsableSpace() - reserve - (claimed.get() - written.get());
    if (capacity.isEmpty()) {
      return onDisk;
    }
    return Math.min(onDisk, capacity.getAsLong() - used.getAsLong() - claimed.get());
  }

  /**
   * Claims room for bytes that are about to be written.
   *
   * @throws NoRoomException if there is less
   */
  Claim claim(long bytes) throws IOException {
    Claim claim = new Claim();
    claim.growTo(bytes);
    return claim;
  }

  /** Room that one upload has claimed and not yet given back. */
  final class Claim implements AutoCloseable {

    private long bytes;
    private long bytesWritten;

    /**
     * Claims more, where an upload turns out longer than announced.
     *
     * @throws NoRoomException if there is less; the claim is as it was, then
     */
    void growTo(long total) throws IOException {
      long more = total - bytes;
      if (more <= 0) {
        return;
      }
      // Claim first and look after: two who look first would both find the same last space free.
      claimed.addAndGet(more);
      long left = left();
      if (left < 0) {
        claimed.addAndGet(-more);
        throw new NoRoomException(total, Math.max(0, total + left));
      }
      bytes = total;
    }

    /** Counts bytes of the claim that are on the disk from now on. */
    void wrote(long more) {
      written.addAndGet(more);
      bytesWritten += more;
    }

    @Override
    public void close() {
      claimed.addAndGet(-bytes);
      written.addAndGet(-bytesWritten);
      bytes = 0;
      bytesWritten = 0;
    }
  }
}

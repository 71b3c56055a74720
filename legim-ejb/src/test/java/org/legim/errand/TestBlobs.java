package org.legim.errand;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.legim.blob.Blob;
import org.legim.blob.BlobStore;
import org.legim.blob.Finding;
import org.legim.blob.Incoming;
import org.legim.blob.Room;
import org.legim.blob.Sha256;
import org.legim.link.ImageEntry;

/** Blobs without bytes, and their records. */
public final class TestBlobs implements BlobStore {

  public final Map<Sha256, Long> lengths = new LinkedHashMap<>();
  public final Map<Sha256, ImageEntry> records = new LinkedHashMap<>();
  public final AtomicInteger open = new AtomicInteger();

  public static Sha256 hash(int number) {
    return new Sha256("%064x".formatted(number));
  }

  /** A blob with its record. */
  public Sha256 add(int number, long length) {
    Sha256 hash = hash(number);
    lengths.put(hash, length);
    records.put(hash, record(hash, length));
    return hash;
  }

  public static ImageEntry record(Sha256 hash, long length) {
    return new ImageEntry(
        "id-" + hash, 1, 1, "", "image/png", length, null, null, hash.hex(), 1, 1);
  }

  public Optional<ImageEntry> record(Sha256 hash) {
    return Optional.ofNullable(records.get(hash));
  }

  @Override
  public Optional<Blob> open(Sha256 hash) {
    if (!lengths.containsKey(hash)) {
      return Optional.empty();
    }
    open.incrementAndGet();
    return Optional.of(new Empty(hash, lengths.get(hash)));
  }

  @Override
  public Incoming receive(OptionalLong announced) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Hold keep(Incoming incoming) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean remove(Sha256 hash, Check unneeded) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Finding examine(Sha256 hash, Runnable gone) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void visit(Visitor visitor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Room room() {
    throw new UnsupportedOperationException();
  }

  private final class Empty implements Blob {
    private final Sha256 hash;
    private final long bytes;

    Empty(Sha256 hash, long bytes) {
      this.hash = hash;
      this.bytes = bytes;
    }

    @Override
    public Sha256 hash() {
      return hash;
    }

    @Override
    public long bytes() {
      return bytes;
    }

    @Override
    public void copy(long from, long count, OutputStream out) throws IOException {
      throw new IOException("has no bytes");
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }
}

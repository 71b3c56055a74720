package org.legim.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.legim.blob.Blob;
import org.legim.blob.BlobStore;
import org.legim.blob.Finding;
import org.legim.blob.Incoming;
import org.legim.blob.Room;
import org.legim.blob.Sha256;

/** Blobs of a disk in memory; what is held ends with the process, what is kept does not. */
final class MemoryBlobs implements BlobStore {

  private static final int DIGITS = 4;

  private final Map<Sha256, byte[]> blobs;
  private final BlobStore scratch;
  private final Map<Sha256, Integer> holds = new HashMap<>();

  /**
   * @param blobs the disk
   * @param scratch where bytes come in
   */
  MemoryBlobs(Map<Sha256, byte[]> blobs, BlobStore scratch) {
    this.blobs = blobs;
    this.scratch = scratch;
  }

  @Override
  public Incoming receive(OptionalLong announced) throws IOException {
    return scratch.receive(announced);
  }

  @Override
  public Hold keep(Incoming incoming) throws IOException {
    Sha256 hash = incoming.finish();
    holds.merge(hash, 1, Integer::sum);
    blobs.put(hash, Files.readAllBytes(incoming.file()));
    return () -> holds.computeIfPresent(hash, (key, count) -> count == 1 ? null : count - 1);
  }

  @Override
  public Optional<Blob> open(Sha256 hash) {
    return Optional.ofNullable(blobs.get(hash)).map(bytes -> new Bytes(hash, bytes));
  }

  @Override
  public boolean remove(Sha256 hash, Check unneeded) throws IOException {
    if (holds.containsKey(hash) || !unneeded.holds()) {
      return false;
    }
    blobs.remove(hash);
    return true;
  }

  @Override
  public Finding examine(Sha256 hash, Runnable gone) {
    return Finding.WHOLE; // nothing is damaged here
  }

  @Override
  public void visit(Visitor visitor) throws IOException {
    Map<String, List<Sha256>> batches =
        blobs.keySet().stream()
            .collect(
                Collectors.groupingBy(
                    hash -> hash.hex().substring(0, DIGITS), TreeMap::new, Collectors.toList()));
    for (Map.Entry<String, List<Sha256>> batch : batches.entrySet()) {
      visitor.see(batch.getKey(), batch.getValue());
    }
  }

  @Override
  public Room room() {
    return scratch.room();
  }

  private record Bytes(Sha256 hash, byte[] array) implements Blob {
    @Override
    public long bytes() {
      return array.length;
    }

    @Override
    public void copy(long from, long count, OutputStream out) throws IOException {
      out.write(array, Math.toIntExact(from), Math.toIntExact(count));
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}

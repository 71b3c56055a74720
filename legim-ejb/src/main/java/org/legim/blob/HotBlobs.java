package org.legim.blob;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.HotMemory.Place;

/**
 * Keeps small blobs that are read often in memory, which saves opening, reading and closing a file
 * for each request. Never stale, as blobs are immutable; and each is checked against its hash
 * before it is kept, so that a damaged one is found before it is served.
 */
public final class HotBlobs implements BlobStore {

  private static final Logger LOG = Logger.getLogger(HotBlobs.class.getName());

  /** Above this, sending costs so much more than opening that memory is better used. */
  private static final int LARGEST_BYTES = 64 << 10;

  private final BlobStore store;
  private final HotMemory memory;

  /**
   * @param store where the blobs are
   * @param memory keeps some of them
   */
  public HotBlobs(BlobStore store, HotMemory memory) {
    this.store = store;
    this.memory = memory;
  }

  @Override
  public Optional<Blob> open(Sha256 hash) throws IOException {
    Optional<Blob> hot = memory.find(hash, Place.HERE);
    if (hot.isPresent()) {
      return hot;
    }
    Optional<Blob> opened = store.open(hash);
    return opened.isPresent() && opened.get().bytes() <= LARGEST_BYTES
        ? keepInMemory(opened.get())
        : opened;
  }

  private Optional<Blob> keepInMemory(Blob opened) throws IOException {
    try (opened) {
      return Optional.of(memory.keep(MemoryBlob.read(opened), Place.HERE));
    } catch (DamagedBlobException e) {
      LOG.log(Level.FINE, "what cannot be verified is as good as not there", e);
      return Optional.empty();
    }
  }

  @Override
  public boolean remove(Sha256 hash, Check unneeded) throws IOException {
    boolean removed = store.remove(hash, unneeded);
    if (removed) {
      memory.forget(hash);
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
      memory.forget(hash);
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

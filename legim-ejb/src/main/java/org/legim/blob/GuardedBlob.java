package org.legim.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** A blob on the disk that is verified when it is copied as a whole. One thread at a time. */
final class GuardedBlob implements Blob {

  /** Up to here, nothing leaves before all is verified. */
  static final int LARGEST_AT_ONCE = 1 << 20;

  private final Blob blob;
  private final Semaphore memory;
  private final Consumer<Sha256> suspicions;
  private MemoryBlob verified;

  /**
   * @param blob closed with this one
   * @param memory the bytes that may still be taken into memory
   * @param suspicions told if it is damaged
   */
  GuardedBlob(Blob blob, Semaphore memory, Consumer<Sha256> suspicions) {
    this.blob = blob;
    this.memory = memory;
    this.suspicions = suspicions;
  }

  @Override
  public Sha256 hash() {
    return blob.hash();
  }

  @Override
  public long bytes() {
    return blob.bytes();
  }

  /**
   * Verifies it now, if it is small and there is memory for it.
   *
   * @throws DamagedBlobException if it is damaged
   */
  void verify() throws DamagedBlobException {
    if (verified != null || bytes() > LARGEST_AT_ONCE || !memory.tryAcquire((int) bytes())) {
      return;
    }
    try {
      verified = MemoryBlob.read(blob);
    } catch (DamagedBlobException e) {
      suspicions.accept(hash());
      throw e;
    } finally {
      if (verified == null) {
        memory.release((int) bytes());
      }
    }
  }

  @Override
  public void copy(long from, long count, OutputStream out) throws IOException {
    boolean whole = from == 0 && count == bytes();
    if (whole) {
      verify();
    }
    if (verified != null) {
      verified.copy(from, count, out);
    } else if (whole) {
      copyWhole(out);
    } else {
      blob.copy(from, count, out);
    }
  }

  private void copyWhole(OutputStream out) throws IOException {
    VerifyingOutput verifying = new VerifyingOutput(blob, out);
    try {
      blob.copy(0, bytes(), verifying);
    } catch (IOException e) {
      if (!verifying.hasFailed()) {
        suspicions.accept(hash());
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (verified != null) {
      memory.release((int) bytes());
      verified = null;
    }
    blob.close();
  }
}

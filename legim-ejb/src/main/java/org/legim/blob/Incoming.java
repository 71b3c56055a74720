package org.legim.blob;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * Bytes on their way in: a temporary file that is hashed while it is written. Closing it removes
 * the file unless it has become a blob. One thread at a time.
 */
public final class Incoming implements Closeable {

  private static final long CLAIM_STEP = 1L << 20;

  private final Path file;
  private final FileChannel channel;
  private final Room.Claim claim;
  private final long announced;
  private final MessageDigest digest = Sha256.newDigest();
  private long bytes;
  private Sha256 hash;

  Incoming(Path file, Room.Claim claim, long announced) throws IOException {
    this.file = file;
    this.claim = claim;
    this.announced = announced;
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /**
   * Appends bytes.
   *
   * @throws NoRoomException if the disk has no room for them
   */
  public void write(byte[] buffer, int offset, int length) throws IOException {
    if (hash != null) {
      throw new IllegalStateException(file + " is finished");
    }
    if (bytes + length > announced) {
      claimUnannounced(bytes + length);
    }
    digest.update(buffer, offset, length);
    ByteBuffer rest = ByteBuffer.wrap(buffer, offset, length);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
    bytes += length;
    claim.wrote(length);
  }

  /** In steps, so that not every chunk asks the file system; exactly, where a step does not fit. */
  private void claimUnannounced(long total) throws IOException {
    try {
      claim.growTo((total + CLAIM_STEP - 1) / CLAIM_STEP * CLAIM_STEP);
    } catch (NoRoomException e) {
      claim.growTo(total);
    }
  }

  /** How many bytes have come so far. */
  public long bytes() {
    return bytes;
  }

  /** Where the bytes are until they become a blob. */
  public Path file() {
    return file;
  }

  /** Ends the writing and forces the bytes to the disk. */
  public Sha256 finish() throws IOException {
    if (hash == null) {
      channel.force(true);
      channel.close();
      hash = Sha256.of(digest);
    }
    return hash;
  }

  /** The hash of the whole. */
  public Sha256 hash() {
    if (hash == null) {
      throw new IllegalStateException(file + " is not finished");
    }
    return hash;
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } finally {
      claim.close();
    }
  }
}

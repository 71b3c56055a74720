package org.legim.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Optional;

/** Reads the whole file of a blob to see whether its bytes are those of its name. */
final class Examination {

  private static final int BUFFER_BYTES = 64 << 10;

  private Examination() {}

  /**
   * @return what is wrong; empty if nothing is
   * @throws ClosedChannelException if the thread is interrupted: that says nothing of the file
   */
  static Optional<String> of(Sha256 hash, FileChannel channel) throws ClosedChannelException {
    MessageDigest digest = Sha256.newDigest();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    long position = 0;
    try {
      for (int read = channel.read(buffer, 0); read > 0; read = channel.read(buffer, position)) {
        position += read;
        digest.update(buffer.flip());
        buffer.clear();
      }
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException e) {
      return Optional.of("it cannot be read at byte " + position + ": " + e.getMessage());
    }
    Sha256 actual = Sha256.of(digest);
    return actual.equals(hash)
        ? Optional.empty()
        : Optional.of("its " + position + " bytes have the hash " + actual);
  }
}

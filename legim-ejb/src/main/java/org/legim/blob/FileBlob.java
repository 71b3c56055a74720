package org.legim.blob;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A blob in a file.
 *
 * @param hash its name
 * @param bytes how long it is
 * @param channel its bytes; closed with the blob
 */
public record FileBlob(Sha256 hash, long bytes, FileChannel channel) implements Blob {

  private static final int BUFFER_BYTES = 64 << 10;

  @Override
  public void copy(long from, long count, OutputStream out) throws IOException {
    byte[] array = new byte[(int) Math.min(count, BUFFER_BYTES)];
    ByteBuffer buffer = ByteBuffer.wrap(array);
    long position = from;
    long end = from + count;
    while (position < end) {
      buffer.clear().limit((int) Math.min(array.length, end - position));
      int read = channel.read(buffer, position);
      if (read < 0) {
        throw new EOFException("blob " + hash + " ends at " + position);
      }
      out.write(array, 0, read);
      position += read;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

package org.legim.blob;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * A blob, open for reading. It stays readable until it is closed, even if it is removed meanwhile.
 *
 * @param hash its name
 * @param bytes how long it is
 * @param channel its bytes, at any position
 */
public record Blob(Sha256 hash, long bytes, FileChannel channel) implements Closeable {

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

package org.legim.link;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes on their way from another node.
 *
 * @param body the bytes; fails, never ends early, if the connection breaks
 * @param bytes how many there are
 * @param release gives the connection back, or cuts it if not all was read
 */
public record BlobStream(InputStream body, long bytes, Closeable release) implements Closeable {

  @Override
  public void close() throws IOException {
    release.close();
  }
}

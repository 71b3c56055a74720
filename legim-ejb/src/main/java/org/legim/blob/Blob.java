package org.legim.blob;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A blob, open for reading. It stays readable until it is closed, even if it is removed meanwhile.
 */
public interface Blob extends Closeable {

  /** Its name. */
  Sha256 hash();

  /** How long it is. */
  long bytes();

  /**
   * Writes a part of it to a stream.
   *
   * @param from the first byte, counted from 0
   * @param count how many bytes
   * @throws IOException if the stream fails, or the blob, which may have written a part by then
   */
  void copy(long from, long count, OutputStream out) throws IOException;
}

package org.legim.web.delivery;

import java.io.IOException;
import java.io.OutputStream;

/** Opens the stream that it writes to when the first byte comes. */
final class LateStream extends OutputStream {

  private final Opening opening;
  private OutputStream out;

  LateStream(Opening opening) {
    this.opening = opening;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (out == null) {
      out = opening.open();
    }
    out.write(bytes, offset, length);
  }

  /** Gives the stream to write to. */
  @FunctionalInterface
  interface Opening {
    OutputStream open() throws IOException;
  }
}

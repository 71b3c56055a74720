package org.legim.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * An uncompressed BMP of any length that is made while it is read: one row of noise, three bytes to
 * a pixel. Two with one seed are equal.
 */
public final class LargeImage extends InputStream {

  private static final int HEADER_BYTES = 54;
  private static final int PIXEL_OFFSET_AT = 10;
  private static final int ROW_PIXELS = 1000;
  private static final int ROW_BYTES = ROW_PIXELS * 3;

  private final RandomGenerator noise;
  private final byte[] row = new byte[ROW_BYTES];
  private ByteBuffer ready;
  private int rowsLeft;

  private LargeImage(int rows, long seed) {
    this.noise = new Random(seed);
    this.rowsLeft = rows;
    this.ready = header(rows);
  }

  /**
   * An image.
   *
   * @param megabytes how long it is, in units of 3,000,000 bytes
   */
  public static LargeImage ofRows(int rows, long seed) {
    return new LargeImage(rows, seed);
  }

  /** How many bytes an image of so many rows has. */
  public static long length(int rows) {
    return HEADER_BYTES + (long) rows * ROW_BYTES;
  }

  private static ByteBuffer header(int rows) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 'B').put((byte) 'M').putInt((int) length(rows));
    header.putInt(PIXEL_OFFSET_AT, HEADER_BYTES).position(PIXEL_OFFSET_AT + Integer.BYTES);
    header.putInt(40).putInt(ROW_PIXELS).putInt(rows);
    header.putShort((short) 1).putShort((short) 24);
    return header.rewind();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (!ready.hasRemaining()) {
      if (rowsLeft == 0) {
        return -1;
      }
      rowsLeft--;
      noise.nextBytes(row);
      ready = ByteBuffer.wrap(row);
    }
    int given = Math.min(length, ready.remaining());
    ready.get(buffer, offset, given);
    return given;
  }
}

package org.legim.image;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Small images that are made, not read: as many different ones as a test needs. */
public final class SampleImages {

  private static final int HEADER_BYTES = 14;

  private SampleImages() {}

  /**
   * A GIF of 33 x 21 as far as its header goes; the rest is noise.
   *
   * @param seed of the noise
   * @param length of the whole in bytes
   */
  public static byte[] gif(long seed, int length) {
    byte[] bytes = new byte[Math.max(length, HEADER_BYTES)];
    new Random(seed).nextBytes(bytes);
    byte[] head = "GIF89a\u0021\0\u0015\0\0\0\0,".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(head, 0, bytes, 0, head.length);
    return bytes;
  }
}

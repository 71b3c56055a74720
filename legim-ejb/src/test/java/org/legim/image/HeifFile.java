package org.legim.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds the boxes of a HEIC, right or wrong. */
final class HeifFile {
  private HeifFile() {}

  static byte[] box(String type, byte[]... contents) {
    byte[] content = join(contents);
    return join(ints(8 + content.length), type.getBytes(StandardCharsets.ISO_8859_1), content);
  }

  static byte[] largeBox(String type, byte[] content) {
    return join(
        ints(1), type.getBytes(StandardCharsets.ISO_8859_1), ints(0, 16 + content.length), content);
  }

  static byte[] fullBox(String type, int versionAndFlags, byte[]... contents) {
    return box(type, ints(versionAndFlags), join(contents));
  }

  static byte[] fileType() {
    return box("ftyp", "heic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1));
  }

  static byte[] primaryItem(int item) {
    return fullBox("pitm", 0, shorts(item));
  }

  static byte[] extents(int width, int height) {
    return fullBox("ispe", 0, ints(width, height));
  }

  static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    bytes.asIntBuffer().put(values);
    return bytes.array();
  }

  static byte[] shorts(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return bytes.array();
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}

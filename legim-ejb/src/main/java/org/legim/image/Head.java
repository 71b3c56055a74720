package org.legim.image;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The first bytes of a file; what lies past their end equals nothing and reads as -1. */
final class Head {
  private final byte[] bytes;
  private final int length;

  Head(byte[] bytes, int length) {
    Objects.checkFromIndexSize(0, length, bytes.length);
    this.bytes = bytes;
    this.length = Math.min(length, ImageFormat.HEAD_BYTES);
  }

  int length() {
    return length;
  }

  boolean matches(int offset, String latin1) {
    if (offset + latin1.length() > length) {
      return false;
    }
    for (int i = 0; i < latin1.length(); i++) {
      if ((bytes[offset + i] & 0xFF) != latin1.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The unsigned byte there, or -1. */
  int uint8(int offset) {
    return offset < length ? bytes[offset] & 0xFF : -1;
  }

  /** The unsigned 16-bit little-endian number there, or -1. */
  int uint16LittleEndian(int offset) {
    return offset + 2 > length ? -1 : uint8(offset) | uint8(offset + 1) << 8;
  }

  /** The unsigned 32-bit little-endian number there, or -1. */
  long uint32LittleEndian(int offset) {
    return offset + 4 > length
        ? -1
        : uint16LittleEndian(offset) | (long) uint16LittleEndian(offset + 2) << 16;
  }

  /** The unsigned 32-bit big-endian number there, or -1. */
  long uint32BigEndian(int offset) {
    return offset + 4 > length
        ? -1
        : Integer.toUnsignedLong(Integer.reverseBytes((int) uint32LittleEndian(offset)));
  }

  /** Four bytes as text, or an empty string. */
  String fourCharacters(int offset) {
    return offset + 4 > length ? "" : new String(bytes, offset, 4, StandardCharsets.ISO_8859_1);
  }

  /** Everything from there on as text. */
  String text(int offset, Charset charset) {
    return new String(bytes, offset, length - offset, charset);
  }
}

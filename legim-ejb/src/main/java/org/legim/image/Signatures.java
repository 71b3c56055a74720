package org.legim.image;

import java.util.Set;

/** The formats that a few bytes at fixed places tell apart. */
final class Signatures {
  /** Core and OS/2 1.x, OS/2 2.x short, info v1, v2, v3, OS/2 2.x, v4, v5. */
  private static final Set<Long> DIB_HEADER_SIZES =
      Set.of(12L, 16L, 40L, 52L, 56L, 64L, 108L, 124L);

  /** 0 stands for an embedded JPEG or PNG. */
  private static final Set<Integer> DIB_BITS = Set.of(0, 1, 2, 4, 8, 16, 24, 32, 64);

  private static final int BMP_FILE_HEADER_BYTES = 14;
  private static final int CORE_HEADER_BYTES = 12;

  /** The form type and one chunk header: less cannot hold an image. */
  private static final long MIN_RIFF_BYTES = 12;

  /** RIFF sizes are even, and the eight bytes before them must fit in 32 bits too. */
  private static final long MAX_RIFF_BYTES = 0xFFFF_FFF6L;

  private Signatures() {}

  static boolean isJpeg(Head head) {
    // start of image, then a marker: C0 and up, FF being a fill byte before it
    return head.matches(0, "\u00FF\u00D8\u00FF") && head.uint8(3) >= 0xC0;
  }

  static boolean isPng(Head head) {
    return head.matches(0, "\u0089PNG\r\n\u001A\n");
  }

  static boolean isGif(Head head) {
    return head.matches(0, "GIF87a") || head.matches(0, "GIF89a");
  }

  static boolean isWebp(Head head) {
    long riffSize = head.uint32LittleEndian(4);
    return head.matches(0, "RIFF")
        && head.matches(8, "WEBP")
        && riffSize >= MIN_RIFF_BYTES
        && riffSize <= MAX_RIFF_BYTES
        && (head.matches(12, "VP8 ") || head.matches(12, "VP8L") || head.matches(12, "VP8X"));
  }

  static boolean isTiff(Head head) {
    return head.matches(0, "II*\0")
        || head.matches(0, "MM\0*")
        || head.matches(0, "II+\0\b\0\0\0")
        || head.matches(0, "MM\0+\0\b\0\0");
  }

  /** "BM" alone begins many a text, so the bitmap header after it has to make sense. */
  static boolean isBmp(Head head) {
    long dibHeaderSize = head.uint32LittleEndian(BMP_FILE_HEADER_BYTES);
    if (!head.matches(0, "BM") || !DIB_HEADER_SIZES.contains(dibHeaderSize)) {
      return false;
    }
    int planesOffset = BMP_FILE_HEADER_BYTES + (dibHeaderSize == CORE_HEADER_BYTES ? 8 : 12);
    long pixelsOffset = head.uint32LittleEndian(10);
    return pixelsOffset >= BMP_FILE_HEADER_BYTES + dibHeaderSize
        && head.uint16LittleEndian(planesOffset) == 1
        && DIB_BITS.contains(head.uint16LittleEndian(planesOffset + 2));
  }
}

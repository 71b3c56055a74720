package org.legim.image;

import java.io.IOException;

/**
 * The dimensions of a TIFF's first page (TIFF 6.0 section 2; BigTIFF has the same structure with
 * wider numbers). Not read by the library, which knows no BigTIFF and goes through every value that
 * a directory claims to have: ten entries in 90 MB cost it a minute and a heap of 256 MB.
 */
final class TiffSize {
  private static final int LITTLE_ENDIAN = 0x4949;
  private static final int BIG_TIFF = 43;

  private static final int IMAGE_WIDTH = 256;
  private static final int IMAGE_LENGTH = 257;

  private static final int BYTE = 1;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int LONG8 = 16;

  private final HeaderReader in;
  private final boolean big;

  private TiffSize(HeaderReader in, boolean big) {
    this.in = in;
    this.big = big;
  }

  static ImageSize read(HeaderReader in) throws IOException {
    in.setMotorolaByteOrder(in.getUInt16() != LITTLE_ENDIAN);
    boolean big = in.getUInt16() == BIG_TIFF;
    if (big) {
      in.skip(4); // the size of an offset, always 8, and padding
    }
    return new TiffSize(in, big).readDirectory();
  }

  private ImageSize readDirectory() throws IOException {
    in.seek(readOffset());
    long entries = big ? in.getInt64() : in.getUInt16();
    long width = 0;
    long height = 0;
    for (long i = 0; i < entries && (width == 0 || height == 0); i++) {
      int tag = in.getUInt16();
      int type = in.getUInt16();
      long values = readOffset();
      long valueStart = in.getPosition();
      if (tag == IMAGE_WIDTH) {
        width = readNumber(type, values);
      } else if (tag == IMAGE_LENGTH) {
        height = readNumber(type, values);
      }
      in.seek(valueStart + (big ? 8 : 4));
    }
    return ImageSize.stated(width, height);
  }

  private long readOffset() throws IOException {
    return big ? in.getInt64() : in.getUInt32();
  }

  private long readNumber(int type, long values) throws IOException {
    if (values != 1) {
      throw new BadHeaderException("it states a dimension of " + values + " values");
    }
    return switch (type) {
      case BYTE -> in.getUInt8();
      case SHORT -> in.getUInt16();
      case LONG -> in.getUInt32();
      case LONG8 -> in.getInt64();
      default -> throw new BadHeaderException("it states a dimension as type " + type);
    };
  }
}

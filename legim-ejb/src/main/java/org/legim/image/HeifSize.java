package org.legim.image;

import java.io.IOException;
import java.util.BitSet;

/**
 * The dimensions of the primary image of a HEIC or AVIF (ISO/IEC 23008-12 section 6.5.3): its
 * {@code ispe} property. Not read by the library, which takes the first {@code ispe} of the file,
 * be it a tile's or a thumbnail's.
 */
final class HeifSize {
  private static final int META = BoxScanner.type("meta");
  private static final int PRIMARY_ITEM = BoxScanner.type("pitm");
  private static final int PROPERTIES = BoxScanner.type("iprp");
  private static final int PROPERTY_CONTAINER = BoxScanner.type("ipco");
  private static final int PROPERTY_ASSOCIATION = BoxScanner.type("ipma");
  private static final int SPATIAL_EXTENTS = BoxScanner.type("ispe");

  /** A full box begins with its version and flags. */
  private static final int FULL_BOX_BYTES = 4;

  private final HeaderReader in;
  private final BoxScanner meta;

  private HeifSize(HeaderReader in, BoxScanner meta) {
    this.in = in;
    this.meta = meta;
  }

  static ImageSize read(HeaderReader in) throws IOException {
    BoxScanner meta = BoxScanner.ofFile(in);
    if (!meta.find(META)) {
      throw new BadHeaderException("it describes no image");
    }
    return new HeifSize(in, meta).primarySize();
  }

  private ImageSize primarySize() throws IOException {
    BitSet properties = propertiesOf(primaryItem());
    BoxScanner container = properties().children(0);
    if (container.find(PROPERTY_CONTAINER)) {
      BoxScanner property = container.children(0);
      for (int number = 1; property.next(); number++) {
        if (property.type() == SPATIAL_EXTENTS && properties.get(number)) {
          in.skip(FULL_BOX_BYTES);
          return ImageSize.stated(in.getUInt32(), in.getUInt32());
        }
      }
    }
    throw new BadHeaderException("its primary image has no dimensions");
  }

  private long primaryItem() throws IOException {
    if (!meta.children(FULL_BOX_BYTES).find(PRIMARY_ITEM)) {
      throw new BadHeaderException("it names no primary image");
    }
    int version = readVersionAndFlags() >>> 24;
    return version == 0 ? in.getUInt16() : in.getUInt32();
  }

  private BoxScanner properties() throws IOException {
    BoxScanner properties = meta.children(FULL_BOX_BYTES);
    if (!properties.find(PROPERTIES)) {
      throw new BadHeaderException("its images have no properties");
    }
    return properties;
  }

  /** Which of the container's properties, counted from 1, belong to an item. */
  private BitSet propertiesOf(long item) throws IOException {
    BitSet numbers = new BitSet();
    BoxScanner association = properties().children(0);
    while (association.find(PROPERTY_ASSOCIATION)) {
      int versionAndFlags = readVersionAndFlags();
      boolean wideItems = versionAndFlags >>> 24 > 0;
      boolean wideNumbers = (versionAndFlags & 1) != 0;
      long entries = in.getUInt32();
      for (long i = 0; i < entries && in.getPosition() < association.boxEnd(); i++) {
        long entryItem = wideItems ? in.getUInt32() : in.getUInt16();
        int count = in.getUInt8();
        for (int j = 0; j < count; j++) {
          // the topmost bit says whether a reader has to know the property
          int number = wideNumbers ? in.getUInt16() & 0x7FFF : in.getUInt8() & 0x7F;
          if (entryItem == item) {
            numbers.set(number);
          }
        }
      }
    }
    return numbers;
  }

  private int readVersionAndFlags() throws IOException {
    return in.getInt32();
  }
}

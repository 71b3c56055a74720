package org.legim.image;

import com.drew.imaging.png.PngHeader;
import com.drew.imaging.png.PngProcessingException;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.bmp.BmpHeaderDirectory;
import com.drew.metadata.bmp.BmpReader;
import com.drew.metadata.gif.GifHeaderDirectory;
import com.drew.metadata.gif.GifReader;
import com.drew.metadata.webp.WebpDirectory;
import com.drew.metadata.webp.WebpRiffHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The formats that state their dimensions in their very first bytes. The library is given just
 * these bytes: its readers would go on to colour profiles, comments, XMP and whole bitstreams, and
 * keep them all in memory.
 */
final class RasterSizes {
  private static final int PNG_SIGNATURE_BYTES = 8;
  private static final int PNG_HEADER_BYTES = 13;
  private static final int GIF_SCREEN_BYTES = 13;

  /** What begins an image, an extension and the end. */
  private static final String GIF_BLOCKS = ",!;";

  private static final int RIFF_HEADER_BYTES = 12;

  private static final Set<String> WEBP_IMAGE_CHUNKS =
      Set.of(WebpDirectory.CHUNK_VP8, WebpDirectory.CHUNK_VP8L, WebpDirectory.CHUNK_VP8X);

  /** The size of a {@code VP8X} chunk, and enough of the two others. */
  private static final int WEBP_CHUNK_HEAD_BYTES = 10;

  /** Two bits of each lossy dimension say how to scale it (RFC 6386 section 9.1). */
  private static final int VP8_SIZE_MASK = 0x3FFF;

  /** The file header and the largest of the bitmap headers. */
  private static final int BMP_HEADER_BYTES = 14 + 124;

  private static final int BMP_CORE_HEADER_BYTES = 12;

  private RasterSizes() {}

  /** Section 11.2.1 of the PNG specification: {@code IHDR} comes first. */
  static ImageSize png(HeaderReader in) throws IOException {
    in.skip(PNG_SIGNATURE_BYTES);
    int length = in.getInt32();
    String type = in.getString(4, StandardCharsets.ISO_8859_1);
    if (length != PNG_HEADER_BYTES || !type.equals("IHDR")) {
      throw new BadHeaderException("its first chunk is not IHDR");
    }
    try {
      PngHeader header = new PngHeader(in.getBytes(PNG_HEADER_BYTES));
      return ImageSize.stated(
          Integer.toUnsignedLong(header.getImageWidth()),
          Integer.toUnsignedLong(header.getImageHeight()));
    } catch (PngProcessingException e) {
      throw new BadHeaderException("its IHDR chunk makes no sense", e);
    }
  }

  /** Section 18 of the GIF89a specification: the logical screen. */
  static ImageSize gif(HeaderReader in) throws IOException {
    Metadata metadata = new Metadata();
    new GifReader().extract(new SequentialByteArrayReader(in.getBytes(GIF_SCREEN_BYTES)), metadata);
    Directory screen = metadata.getFirstDirectoryOfType(GifHeaderDirectory.class);
    ImageSize size =
        stated(screen, GifHeaderDirectory.TAG_IMAGE_WIDTH, GifHeaderDirectory.TAG_IMAGE_HEIGHT);
    if (Boolean.TRUE.equals(
        screen.getBooleanObject(GifHeaderDirectory.TAG_HAS_GLOBAL_COLOR_TABLE))) {
      in.skip(3L * screen.getInteger(GifHeaderDirectory.TAG_COLOR_TABLE_SIZE));
    }
    // any bytes at all pass for a logical screen, so look whether a block follows
    if (GIF_BLOCKS.indexOf(in.getUInt8()) < 0) {
      throw new BadHeaderException("no image follows its header");
    }
    return size;
  }

  /** RFC 9649 section 2: the first chunk is the canvas or the image itself. */
  static ImageSize webp(HeaderReader in) throws IOException {
    in.skip(RIFF_HEADER_BYTES);
    String chunk = in.getString(4, StandardCharsets.ISO_8859_1);
    if (!WEBP_IMAGE_CHUNKS.contains(chunk)) {
      throw new BadHeaderException("its first chunk is no image");
    }
    in.skip(4);
    Metadata metadata = new Metadata();
    new WebpRiffHandler(metadata).processChunk(chunk, in.getBytesUpTo(WEBP_CHUNK_HEAD_BYTES));
    WebpDirectory image = metadata.getFirstDirectoryOfType(WebpDirectory.class);
    ImageSize size = stated(image, WebpDirectory.TAG_IMAGE_WIDTH, WebpDirectory.TAG_IMAGE_HEIGHT);
    return chunk.equals(WebpDirectory.CHUNK_VP8)
        ? ImageSize.stated(size.width() & VP8_SIZE_MASK, size.height() & VP8_SIZE_MASK)
        : size;
  }

  /** A negative height means that the rows are stored from top to bottom. */
  static ImageSize bmp(HeaderReader in) throws IOException {
    Metadata metadata = new Metadata();
    new BmpReader()
        .extract(new SequentialByteArrayReader(in.getBytesUpTo(BMP_HEADER_BYTES)), metadata);
    Directory header = metadata.getFirstDirectoryOfType(BmpHeaderDirectory.class);
    Integer width = header.getInteger(BmpHeaderDirectory.TAG_IMAGE_WIDTH);
    Integer height = header.getInteger(BmpHeaderDirectory.TAG_IMAGE_HEIGHT);
    if (width == null || height == null) {
      throw new BadHeaderException("it ends within its header");
    }
    if (header.getInteger(BmpHeaderDirectory.TAG_HEADER_SIZE) == BMP_CORE_HEADER_BYTES) {
      // unsigned 16-bit numbers, which the library takes for signed ones
      return ImageSize.stated(width & 0xFFFF, height & 0xFFFF);
    }
    return ImageSize.stated(width, Math.abs((long) height));
  }

  private static ImageSize stated(Directory directory, int widthTag, int heightTag)
      throws BadHeaderException {
    Integer width = directory == null ? null : directory.getInteger(widthTag);
    Integer height = directory == null ? null : directory.getInteger(heightTag);
    if (width == null || height == null) {
      throw new BadHeaderException("it states no dimensions");
    }
    return ImageSize.stated(width, height);
  }
}

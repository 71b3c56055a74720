package org.legim.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Reads an image's dimensions from its header. It is meant for files from strangers: whatever they
 * hold, it reads at most 8 MiB of them, keeps a fraction of that in memory, and fetches nothing
 * from anywhere else. Thread-safe.
 */
public final class ImageInspector {

  /**
   * The dimensions as encoded in the file. An orientation (in EXIF, or as a HEIF property) is not
   * applied, as the bytes are served as they came and each viewer applies it itself. Of several
   * pages or frames: the first page of a TIFF, the primary image of a HEIC or AVIF, the canvas of
   * an animation.
   *
   * @param format as {@link ImageFormat#detect} judged it
   * @return in pixels; empty only for an SVG that states no absolute dimensions
   * @throws UnreadableImageException if a raster image's header is broken or holds no dimensions
   * @throws IOException if the file itself cannot be read
   */
  public Optional<ImageSize> sizeOf(Path file, ImageFormat format)
      throws IOException, UnreadableImageException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (format == ImageFormat.SVG) {
        return SvgSize.read(channel);
      }
      return Optional.of(rasterSize(new HeaderReader(channel), format));
    }
  }

  private static ImageSize rasterSize(HeaderReader in, ImageFormat format)
      throws IOException, UnreadableImageException {
    try {
      return switch (format) {
        case JPEG -> JpegSize.read(in);
        case PNG -> RasterSizes.png(in);
        case GIF -> RasterSizes.gif(in);
        case WEBP -> RasterSizes.webp(in);
        case BMP -> RasterSizes.bmp(in);
        case TIFF -> TiffSize.read(in);
        case AVIF, HEIC -> HeifSize.read(in);
        case SVG -> throw new IllegalArgumentException("SVG is not a raster format");
      };
    } catch (BadHeaderException e) {
      throw new UnreadableImageException(format, e.getMessage(), e);
    } catch (RuntimeException e) {
      // parsers of untrusted bytes have bugs; a bug met in one file is that file's problem only
      throw new UnreadableImageException(format, "its header makes no sense", e);
    }
  }
}

package org.legim.image;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * The image formats that Legim accepts.
 *
 * <p>A file's format is judged by its bytes alone, never by its name or its declared media type.
 */
public enum ImageFormat {
  JPEG("image/jpeg", "jpg", Signatures::isJpeg),
  PNG("image/png", "png", Signatures::isPng),
  GIF("image/gif", "gif", Signatures::isGif),
  WEBP("image/webp", "webp", Signatures::isWebp),
  AVIF("image/avif", "avif", HeifBrands::isAvif),
  HEIC("image/heic", "heic", HeifBrands::isHeic),
  TIFF("image/tiff", "tif", Signatures::isTiff),
  BMP("image/bmp", "bmp", Signatures::isBmp),
  SVG("image/svg+xml", "svg", SvgProlog::opensSvg);

  /** How many of a file's first bytes {@link #detect} looks at; fewer if the file is shorter. */
  public static final int HEAD_BYTES = 4096;

  private final String mediaType;
  private final String extension;
  private final Predicate<Head> signature;

  ImageFormat(String mediaType, String extension, Predicate<Head> signature) {
    this.mediaType = mediaType;
    this.extension = extension;
    this.signature = signature;
  }

  /** The media type to send in {@code Content-Type}, for example {@code image/jpeg}. */
  public String mediaType() {
    return mediaType;
  }

  /** The usual file name extension, without a dot. */
  public String extension() {
    return extension;
  }

  /**
   * Tells which format a file has from its first bytes. A format is recognised by its signature;
   * whether a whole and readable header follows is for {@link ImageInspector} to say.
   *
   * @param head the file's first bytes; bytes after {@link #HEAD_BYTES} are not looked at
   * @param length how many bytes of {@code head} are the file's
   * @return the format, or empty if it is none of those accepted
   * @throws IndexOutOfBoundsException if {@code head} is shorter than {@code length}
   */
  public static Optional<ImageFormat> detect(byte[] head, int length) {
    Head seen = new Head(head, length);
    for (ImageFormat format : values()) {
      if (format.signature.test(seen)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /**
   * The format of a media type.
   *
   * @throws IllegalArgumentException if it is none of those accepted
   */
  public static ImageFormat ofMediaType(String mediaType) {
    for (ImageFormat format : values()) {
      if (format.mediaType.equals(mediaType)) {
        return format;
      }
    }
    throw new IllegalArgumentException("not an accepted media type: " + mediaType);
  }
}

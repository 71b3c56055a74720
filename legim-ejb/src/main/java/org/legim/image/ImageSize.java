package org.legim.image;

/**
 * The dimensions of an image in pixels.
 *
 * @param width at least 1
 * @param height at least 1
 */
public record ImageSize(int width, int height) {
  public ImageSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "An image is at least 1 x 1 pixels, not " + width + " x " + height);
    }
  }

  /** Dimensions as a file states them, which may be anything. */
  static ImageSize stated(long width, long height) throws BadHeaderException {
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw new BadHeaderException("its dimensions are " + width + " x " + height);
    }
    return new ImageSize((int) width, (int) height);
  }
}

package org.legim.launcher.demo;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A picture for the demo: a sun between two ranges of hills. Set point by point, as drawing by
 * {@code Graphics2D} wants fonts, which a server may not have.
 *
 * @param id under which it is stored
 * @param width in pixels
 * @param height in pixels
 * @param format of {@code javax.imageio}
 */
record Picture(String id, int width, int height, String format) {
  private static final List<int[]> SIZES =
      List.of(
          new int[] {320, 240},
          new int[] {640, 480},
          new int[] {480, 640},
          new int[] {800, 800},
          new int[] {1024, 768},
          new int[] {1280, 720});

  /** Different ones, half of them PNG and half JPEG; the same ones each time. */
  static Stream<Picture> some(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            number -> {
              int[] size = SIZES.get(number % SIZES.size());
              String format = number / SIZES.size() % 2 == 0 ? "png" : "jpeg";
              return new Picture("picture-%02d".formatted(number), size[0], size[1], format);
            });
  }

  /** The bytes of its file. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(drawn(), format, bytes)) {
        throw new IllegalStateException("this Java writes no " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private BufferedImage drawn() {
    SplittableRandom random = new SplittableRandom(id.hashCode());
    double hue = random.nextDouble();
    Disc sun = new Disc(random.nextDouble(0.2, 0.8), random.nextDouble(0.2, 0.5), 0.12);
    Hills far = new Hills(0.55, random.nextDouble(2, 9), random.nextDouble(6));
    Hills near = new Hills(0.72, random.nextDouble(2, 9), random.nextDouble(6));
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    double shorter = Math.min(width, height);
    for (int y = 0; y < height; y++) {
      float down = (float) y / height;
      int sky = colour(hue, 0.6f - down / 2, 0.7f + down / 4);
      for (int x = 0; x < width; x++) {
        double across = (double) x / width;
        int rgb = sky;
        if (down > near.at(across)) {
          rgb = colour(hue + 0.45, 0.7f, 0.75f - down / 2);
        } else if (down > far.at(across)) {
          rgb = colour(hue + 0.35, 0.5f, 0.9f - down / 2);
        } else if (sun.covers((x - width * sun.x()) / shorter, (y - height * sun.y()) / shorter)) {
          rgb = colour(hue + 0.5, 0.5f, 1f);
        }
        image.setRGB(x, y, rgb);
      }
    }
    return image;
  }

  private static int colour(double hue, float saturation, float brightness) {
    return Color.HSBtoRGB((float) hue, saturation, brightness);
  }

  /** The sun; its place is in parts of the width and the height. */
  private record Disc(double x, double y, double radius) {
    boolean covers(double across, double down) {
      return across * across + down * down < radius * radius;
    }
  }

  /** The line between hills and sky, in parts of the height from above. */
  private record Hills(double level, double waves, double shift) {
    private static final double HEIGHT = 0.08;

    double at(double across) {
      return level + HEIGHT * Math.sin(across * waves + shift);
    }
  }
}

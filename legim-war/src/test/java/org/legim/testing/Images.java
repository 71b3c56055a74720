package org.legim.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Images to send: drawn by the test, or from the folder with one of every accepted format. */
public final class Images {

  private static final String FILES = "/org/legim/image/";

  private static final AtomicLong SEEDS = new AtomicLong(System.nanoTime());

  private Images() {}

  /** A small PNG that no other call has given. */
  public static byte[] png() {
    return draw("png", 24, 16);
  }

  /**
   * Draws noise, so that no two images are equal.
   *
   * @param format as ImageIO names it
   */
  public static byte[] draw(String format, int width, int height) {
    Random noise = new Random(SEEDS.incrementAndGet());
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, noise.nextInt());
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException("no writer for " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** One of the files with an image of every accepted format. */
  public static byte[] file(String name) {
    try (InputStream in = Images.class.getResourceAsStream(FILES + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all these files. */
  public static List<String> fileNames() {
    try {
      // By one that is there: a module's classes are in a folder of the same name.
      Path one = Path.of(Images.class.getResource(FILES + "still.gif").toURI());
      try (Stream<Path> files = Files.list(one.getParent())) {
        return files.map(file -> file.getFileName().toString()).sorted().toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

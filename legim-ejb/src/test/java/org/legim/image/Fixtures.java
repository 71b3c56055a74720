package org.legim.image;

import static org.legim.image.ImageFormat.AVIF;
import static org.legim.image.ImageFormat.BMP;
import static org.legim.image.ImageFormat.GIF;
import static org.legim.image.ImageFormat.HEIC;
import static org.legim.image.ImageFormat.JPEG;
import static org.legim.image.ImageFormat.PNG;
import static org.legim.image.ImageFormat.SVG;
import static org.legim.image.ImageFormat.TIFF;
import static org.legim.image.ImageFormat.WEBP;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Real files of every format, all of them 33 x 21 where the format's tools let them be. */
final class Fixtures {
  record Fixture(String name, ImageFormat format, ImageSize size) {
    byte[] bytes() {
      try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new AssertionError(name, e);
      }
    }

    Path writeTo(Path folder) throws IOException {
      return Files.write(folder.resolve(name), bytes());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final ImageSize SIZE = new ImageSize(33, 21);

  private Fixtures() {}

  static List<Fixture> all() {
    return List.of(
        new Fixture("baseline.jpg", JPEG, SIZE),
        new Fixture("progressive.jpg", JPEG, SIZE),
        new Fixture("gray.jpg", JPEG, SIZE),
        new Fixture("cmyk.jpg", JPEG, SIZE),
        new Fixture("rotated.jpg", JPEG, SIZE),
        new Fixture("thumbnail.jpg", JPEG, SIZE),
        new Fixture("truecolor.png", PNG, SIZE),
        new Fixture("palette.png", PNG, SIZE),
        new Fixture("deep.png", PNG, SIZE),
        new Fixture("interlaced.png", PNG, SIZE),
        new Fixture("still.gif", GIF, SIZE),
        new Fixture("animated.gif", GIF, SIZE),
        new Fixture("lossy.webp", WEBP, SIZE),
        new Fixture("lossless.webp", WEBP, SIZE),
        new Fixture("alpha.webp", WEBP, SIZE),
        new Fixture("animated.webp", WEBP, SIZE),
        new Fixture("still.avif", AVIF, SIZE),
        new Fixture("alpha.avif", AVIF, SIZE),
        new Fixture("rotated.avif", AVIF, SIZE),
        new Fixture("grid.avif", AVIF, new ImageSize(128, 64)),
        new Fixture("sequence.avif", AVIF, new ImageSize(64, 64)),
        new Fixture("still.heic", HEIC, SIZE),
        new Fixture("alpha.heic", HEIC, SIZE),
        new Fixture("thumbnail.heic", HEIC, SIZE),
        new Fixture("several.heic", HEIC, new ImageSize(64, 64)),
        new Fixture("little-endian.tif", TIFF, SIZE),
        new Fixture("big-endian.tif", TIFF, SIZE),
        new Fixture("big-tiff-little-endian.tif", TIFF, SIZE),
        new Fixture("big-tiff-big-endian.tif", TIFF, SIZE),
        new Fixture("pages.tif", TIFF, SIZE),
        new Fixture("core.bmp", BMP, SIZE),
        new Fixture("info.bmp", BMP, SIZE),
        new Fixture("v5.bmp", BMP, SIZE),
        new Fixture("drawing.svg", SVG, SIZE));
  }
}

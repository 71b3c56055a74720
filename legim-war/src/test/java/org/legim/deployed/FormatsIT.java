package org.legim.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.testing.Answer;
import org.legim.testing.Images;

/** Every accepted format, in and out. */
@RunAsClient
class FormatsIT extends DeployedTest {

  @ParameterizedTest
  @CsvSource({
    "baseline.jpg, image/jpeg, 33, 21",
    "progressive.jpg, image/jpeg, 33, 21",
    "cmyk.jpg, image/jpeg, 33, 21",
    "rotated.jpg, image/jpeg, 33, 21",
    "truecolor.png, image/png, 33, 21",
    "interlaced.png, image/png, 33, 21",
    "still.gif, image/gif, 33, 21",
    "animated.gif, image/gif, 33, 21",
    "lossy.webp, image/webp, 33, 21",
    "lossless.webp, image/webp, 33, 21",
    "animated.webp, image/webp, 33, 21",
    "still.avif, image/avif, 33, 21",
    "grid.avif, image/avif, 128, 64",
    "sequence.avif, image/avif, 64, 64",
    "still.heic, image/heic, 33, 21",
    "several.heic, image/heic, 64, 64",
    "little-endian.tif, image/tiff, 33, 21",
    "big-tiff-big-endian.tif, image/tiff, 33, 21",
    "pages.tif, image/tiff, 33, 21",
    "core.bmp, image/bmp, 33, 21",
    "v5.bmp, image/bmp, 33, 21",
    "drawing.svg, image/svg+xml, 33, 21",
  })
  void aFileComesBackAsItWas(String name, String type, int width, int height) {
    assertComesBack(Images.file(name), name, type, width, height);
  }

  @ParameterizedTest
  @CsvSource({
    "jpg, image/jpeg, 640, 3",
    "png, image/png, 1, 1",
    "gif, image/gif, 7, 500",
    "bmp, image/bmp, 129, 65",
    "tif, image/tiff, 300, 200",
  })
  void aDrawingComesBackAsItWas(String format, String type, int width, int height) {
    byte[] drawing = Images.draw(format, width, height);

    assertComesBack(drawing, "drawing." + format, type, width, height);
  }

  private void assertComesBack(byte[] file, String name, String type, int width, int height) {
    Answer stored = api.post("images?name=" + name, file);

    assertThat(stored.status()).as("%s", stored).isEqualTo(201);
    assertThat(stored.string("type")).isEqualTo(type);
    assertThat(stored.json().getInt("width")).isEqualTo(width);
    assertThat(stored.json().getInt("height")).isEqualTo(height);
    Answer image = api.get("images/" + stored.string("id"));
    assertThat(image.body()).isEqualTo(file);
    assertThat(image.header("Content-Type")).isEqualTo(type);
    assertThat(image.header("Content-Disposition")).isEqualTo("inline; filename=\"" + name + "\"");
  }
}

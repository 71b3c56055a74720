package org.legim.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureTest {
  @Test
  void comesInBothFormatsAndManySizes() {
    List<Picture> pictures = Picture.some(48).toList();

    assertThat(pictures).hasSize(48).extracting(Picture::id).doesNotHaveDuplicates();
    assertThat(pictures.stream().filter(picture -> picture.format().equals("png"))).hasSize(24);
    assertThat(
            pictures.stream().map(picture -> picture.width() + "x" + picture.height()).distinct())
        .hasSize(6);
  }

  @Test
  void isWhatItSaysItIs() throws Exception {
    for (Picture picture : Picture.some(7).toList()) {
      byte[] bytes = picture.bytes();
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));

      assertThat(image.getWidth()).isEqualTo(picture.width());
      assertThat(image.getHeight()).isEqualTo(picture.height());
      assertThat(image.getRGB(0, 0)).isNotEqualTo(image.getRGB(0, image.getHeight() - 1));
      assertThat(HexFormat.of().formatHex(bytes, 0, 2))
          .isEqualTo(picture.format().equals("png") ? "8950" : "ffd8");
    }
  }

  @Test
  void isTheSameEachTimeAndUnlikeTheOthers() {
    List<Picture> pictures = Picture.some(2).toList();

    assertThat(pictures.get(0).bytes()).isEqualTo(Picture.some(1).findFirst().get().bytes());
    assertThat(pictures.get(0).bytes()).isNotEqualTo(pictures.get(1).bytes());
  }
}

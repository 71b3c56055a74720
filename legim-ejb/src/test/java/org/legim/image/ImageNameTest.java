package org.legim.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "photo.jpg",
        "Ảnh Hà Nội.jpg",
        "写真 2024.heic",
        "صورة.png",
        "עברית.png",
        "👩‍👩‍👧‍👦 🏴\uDB40\uDC67\uDB40\uDC7F.png",
        "می‌خواهم.gif",
        ".hidden",
        "no extension",
        "a'b\"c;d%e,f=g&h<i>|?*.tif",
        "...",
        "a..b"
      })
  void keepsNamesOfAllLanguages(String name) {
    assertThat(ImageName.clean(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        " ",
        "\t\r\n",
        "\0",
        ".",
        "..",
        " .. ",
        "a/",
        "a\\",
        "/",
        "\\",
        "a/..",
        "..\\..\\",
        "\u200B\uFEFF",
        "\u00A0\u3000",
        "\u202E",
        "\uD800",
        "\uDC00\uD800"
      })
  void leavesNothingOfWhatIsNoName(String raw) {
    assertThat(ImageName.clean(raw)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/home/me/a.jpg, a.jpg",
    "C:\\Users\\me\\a.jpg, a.jpg",
    "../../etc/passwd, passwd",
    "a\\b/c.jpg, c.jpg",
    "a/b\\c.jpg, c.jpg",
    "//host/share/ä.jpg, ä.jpg"
  })
  void dropsThePath(String raw, String name) {
    assertThat(ImageName.clean(raw)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "'a\u0000b.jpg', ab.jpg",
    "'a\r\nb.jpg', ab.jpg",
    "'a\u007F\u0085\u009Fb.jpg', ab.jpg",
    "'evil\u202Egpj.exe', evilgpj.exe",
    "'\u2066a\u2069.jpg', a.jpg",
    "'\u200Ea\u200F\u061C.jpg', a.jpg",
    "'\uFEFFa\u200B.jpg', a.jpg",
    "'a\u2028b\u2029.jpg', ab.jpg",
    "'a\uD83Db.jpg', ab.jpg",
    "'a\uDE00b.jpg', ab.jpg",
    "'a😀b.jpg', a😀b.jpg",
    "'  a b.jpg\t', a b.jpg",
    "'\u00A0\u2003a.jpg\u3000', a.jpg",
    "' \u200B a.jpg', a.jpg"
  })
  void dropsWhatCannotBeSeen(String raw, String name) {
    assertThat(ImageName.clean(raw)).isEqualTo(name);
  }

  @Test
  void joinsSurrogatesThatAPathSeparatorKeptApart() {
    assertThat(ImageName.clean("\uD83D/\uDE00x")).isEqualTo("x");
  }

  @Test
  void composesCharacters() {
    assertThat(ImageName.clean("A\u0309nh Ha\u0300 No\u0323\u0302i.jpg"))
        .isEqualTo("Ảnh Hà Nội.jpg");
    // the control character between base and accent goes first, or the result would change again
    assertThat(ImageName.clean("e\u0000\u0301")).isEqualTo("é");
  }

  @ParameterizedTest
  @CsvSource({
    "x, 251, .jpg",
    "é, 125, .jpg",
    "ộ, 83, .jpg",
    "😀, 62, .jpg",
    "😀, 61, .jpeg-large",
    "x, 255, ''",
    "😀, 63, ''"
  })
  void cutsLongNamesBetweenCharactersAndKeepsTheExtension(
      String character, int kept, String extension) {
    String name = ImageName.clean(character.repeat(300) + extension);

    assertThat(name).isEqualTo(character.repeat(kept) + extension);
    assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
  }

  @Test
  void leavesANameOfTheGreatestLengthAlone() {
    String name = "x".repeat(251) + ".jpg";

    assertThat(ImageName.clean(name)).isEqualTo(name);
    assertThat(ImageName.clean("y" + name)).isEqualTo("y" + "x".repeat(250) + ".jpg");
  }

  @Test
  void takesAnEndlessExtensionForPartOfTheName() {
    assertThat(ImageName.clean("a." + "x".repeat(300))).isEqualTo("a." + "x".repeat(253));
    assertThat(ImageName.clean("." + "x".repeat(300))).isEqualTo("." + "x".repeat(254));
  }

  @Test
  void cutsHugeNamesBeforeItComposesThem() {
    assertThat(ImageName.clean("e" + "\u0301\u0323".repeat(1_000_000) + ".jpg"))
        .startsWith("\u1EB9\u0323")
        .endsWith(".jpg")
        .satisfies(
            name ->
                assertThat(name.getBytes(StandardCharsets.UTF_8))
                    .hasSizeLessThanOrEqualTo(ImageName.MAX_BYTES));
  }

  @Test
  void leavesNoBlankWhereItCuts() {
    assertThat(ImageName.clean("x".repeat(250) + "   " + "y".repeat(20) + ".jpg"))
        .isEqualTo("x".repeat(250) + ".jpg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" a\u0000 .jpg ", "e\u200B\u0301", "\u202E../x ", "x\uD800/\u0301y", "\u0958.png"})
  void changesNothingTheSecondTime(String raw) {
    String once = ImageName.clean(raw);

    assertThat(ImageName.clean(once)).isEqualTo(once);
  }
}

package org.legim.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.legim.image.Fixtures.Fixture;

class ImageInspectorTest {
  private static final String PNG_START = "89504e470d0a1a0a 0000000d 49484452";

  @TempDir private Path folder;

  private final ImageInspector inspector = new ImageInspector();

  static Iterable<Fixture> fixtures() {
    return Fixtures.all();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void readsTheDimensionsOfRealFiles(Fixture fixture) throws Exception {
    assertThat(inspector.sizeOf(fixture.writeTo(folder), fixture.format()))
        .contains(fixture.size());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SVG")
  void refusesABareSignature(ImageFormat format) throws Exception {
    byte[] file = firstFixture(format).bytes();

    assertUnreadable(Arrays.copyOf(file, format == ImageFormat.BMP ? 14 : 8), format);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SVG")
  void refusesASignatureFollowedByGarbage(ImageFormat format) throws Exception {
    for (int garbage : new int[] {0x00, 0xFF, 0xA5}) {
      byte[] file = Arrays.copyOf(firstFixture(format).bytes(), 20_000);
      Arrays.fill(file, format == ImageFormat.BMP ? 14 : 8, file.length, (byte) garbage);

      assertUnreadable(file, format);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SVG")
  void refusesAnEmptyFile(ImageFormat format) throws Exception {
    assertUnreadable(new byte[0], format);
  }

  @ParameterizedTest
  @CsvSource({
    // width and height of 0, too large, another chunk first, an IHDR of another length
    PNG_START + " 00000000 00000015 0802000000, 'its dimensions are 0 x 21'",
    PNG_START + " 00000021 00000000 0802000000, 'its dimensions are 33 x 0'",
    PNG_START + " 80000000 00000015 0802000000, 'its dimensions are 2147483648 x 21'",
    "89504e470d0a1a0a 00000004 43674249 50002002, 'its first chunk is not IHDR'",
    "89504e470d0a1a0a 0000000e 49484452 00000021000000150802000000, 'its first chunk is not IHDR'",
    PNG_START + " 0000, 'it ends within its header'"
  })
  void saysWhatIsWrongWithAPng(String hex, String why) throws Exception {
    assertThatThrownBy(() -> inspector.sizeOf(file(hex), ImageFormat.PNG))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessage("The PNG file cannot be read: " + why + ".");
  }

  @ParameterizedTest
  @CsvSource({
    // no frame before the scan, none before the end, one with too few bytes, one without components
    "ffd8 ffda 0002, it has no frame header",
    "ffd8 ffd9, it has no frame header",
    "ffd8 ffc0 0008 08 0015 0021 01 ffda, its frame header makes no sense",
    "ffd8 ffc0 0008 08 0015 0021 00 ffda, its frame header makes no sense",
    "ffd8 ffc0 0003 08 ffda, its frame header makes no sense",
    "ffd8 ffc0 000b 08 0000 0021 01 010101 ffda, its dimensions are 33 x 0",
    "ffd8 ffe0 0001, its segments make no sense",
    "ffd8 ffe0 0010 00, it has no frame header",
    "ffd8 ffc0 000b 08 0015, it ends within its header",
    "0000 ffc0, its segments make no sense"
  })
  void saysWhatIsWrongWithAJpeg(String hex, String why) throws Exception {
    assertThatThrownBy(() -> inspector.sizeOf(file(hex), ImageFormat.JPEG))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessage("The JPEG file cannot be read: " + why + ".");
  }

  @ParameterizedTest
  @CsvSource({"ffc1", "ffc2", "ffc3", "ffc5", "ffc9", "ffca", "ffcf"})
  void readsEveryKindOfJpegFrame(String marker) throws Exception {
    Path file = file("ffd8 ffff " + marker.substring(2) + " 000b 08 0015 0021 01 010101 ffda");

    assertThat(inspector.sizeOf(file, ImageFormat.JPEG)).contains(new ImageSize(33, 21));
  }

  @Test
  void ignoresTheScaleInALossyWebp() throws Exception {
    byte[] file = firstFixture(ImageFormat.WEBP).bytes();
    file[27] |= 0x40;
    file[29] |= (byte) 0x80;

    assertThat(inspector.sizeOf(write(file), ImageFormat.WEBP)).contains(new ImageSize(33, 21));
  }

  @ParameterizedTest
  @CsvSource({
    // an interframe, a lossless stream with another signature, a canvas of another length
    "56503820 0a000000 00000000000021001500",
    "5650384c 05000000 30200500000000000000",
    "56503858 0a000000 00000000200000",
    "414c5048 0a000000 00000000000000000000"
  })
  void refusesAWebpWithoutDimensions(String chunk) throws Exception {
    assertUnreadable(hex("52494646 26000000 57454250 " + chunk), ImageFormat.WEBP);
  }

  @ParameterizedTest
  @CsvSource({
    "28000000 21000000 ebffffff, 33, 21", // rows from top to bottom
    "28000000 21000000 15000000, 33, 21",
    "28000000 ffffff7f ffffff7f, 2147483647, 2147483647",
    "0c000000 ffff 0080 0100 1800, 65535, 32768",
    "10000000 21000000 15000000, 33, 21"
  })
  void readsBitmapHeaders(String dib, int width, int height) throws Exception {
    byte[] file = Arrays.copyOf(hex("424d 00000000 0000 0000 36000000 " + dib), 54);

    assertThat(inspector.sizeOf(write(file), ImageFormat.BMP))
        .contains(new ImageSize(width, height));
  }

  @ParameterizedTest
  @CsvSource({
    "28000000 00000000 15000000",
    "28000000 dfffffff 15000000",
    "28000000 21000000 00000000",
    "28000000 21000000 00000080",
    "29000000 21000000 15000000"
  })
  void refusesBitmapsWithoutDimensions(String dib) throws Exception {
    assertUnreadable(
        Arrays.copyOf(hex("424d 00000000 0000 0000 36000000 " + dib), 54), ImageFormat.BMP);
  }

  @ParameterizedTest
  @CsvSource({
    "49492a00 08000000 0200 0001 0400 01000000 21000000 0101 0400 01000000 15000000, 33, 21",
    "49492a00 08000000 0200 0101 0300 01000000 15000000 0001 0300 01000000 21000000, 33, 21",
    "4d4d002a 00000008 0002 0100 0003 00000001 00210000 0101 0001 00000001 15000000, 33, 21",
    "4d4d002b 00080000 0000000000000010 0000000000000002"
        + " 0100 0010 0000000000000001 0000000000000021"
        + " 0101 0004 0000000000000001 0000001500000000, 33, 21"
  })
  void readsEveryWayATiffStatesItsDimensions(String hex, int width, int height) throws Exception {
    assertThat(inspector.sizeOf(file(hex), ImageFormat.TIFF))
        .contains(new ImageSize(width, height));
  }

  @ParameterizedTest
  @CsvSource({
    "49492a00 08000000 0000",
    "49492a00 ffffffff 0000",
    "49492a00 08000000 ffff",
    "49492a00 08000000 0200 0001 0400 02000000 21000000 0101 0400 01000000 15000000",
    "49492a00 08000000 0200 0001 0500 01000000 21000000 0101 0400 01000000 15000000",
    "49492a00 08000000 0200 0001 0400 01000000 ffffffff 0101 0400 01000000 15000000",
    "49492a00 08000000 0100 0001 0400 01000000 21000000",
    "4d4d002b 00080000 ffffffffffffffff 0000000000000002",
    "4d4d002b 00080000 0000000000000010 ffffffffffffffff",
    "4d4d002b 00080000 7fffffffffffffff 0000000000000002"
  })
  void refusesATiffWithoutDimensions(String hex) throws Exception {
    assertUnreadable(hex(hex), ImageFormat.TIFF);
  }

  @Test
  void refusesAGifWithoutScreen() throws Exception {
    byte[] file = firstFixture(ImageFormat.GIF).bytes();
    Arrays.fill(file, 6, 10, (byte) 0);

    assertUnreadable(file, ImageFormat.GIF);
  }

  @Test
  void leavesTheDisksErrorsAsTheyAre() {
    assertThatThrownBy(() -> inspector.sizeOf(folder.resolve("none"), ImageFormat.PNG))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> inspector.sizeOf(folder, ImageFormat.PNG))
        .isInstanceOf(IOException.class);
  }

  @Test
  void readsAFileWhoseFormatItWasToldWrongWithoutHarm() throws Exception {
    for (Fixture fixture : Fixtures.all()) {
      Path file = fixture.writeTo(folder);
      for (ImageFormat format : ImageFormat.values()) {
        if (format != fixture.format() && format != ImageFormat.SVG && !bothHeif(format, fixture)) {
          assertThatThrownBy(() -> inspector.sizeOf(file, format))
              .as("%s as %s", fixture, format)
              .isInstanceOf(UnreadableImageException.class);
        }
      }
    }
  }

  private static boolean bothHeif(ImageFormat format, Fixture fixture) {
    return (format == ImageFormat.AVIF || format == ImageFormat.HEIC)
        && (fixture.format() == ImageFormat.AVIF || fixture.format() == ImageFormat.HEIC);
  }

  private static Fixture firstFixture(ImageFormat format) {
    return Fixtures.all().stream().filter(f -> f.format() == format).findFirst().orElseThrow();
  }

  private void assertUnreadable(byte[] bytes, ImageFormat format) throws IOException {
    Path file = write(bytes);
    assertThatThrownBy(() -> inspector.sizeOf(file, format))
        .isInstanceOf(UnreadableImageException.class)
        .message()
        .startsWith("The " + format + " file cannot be read: ")
        .endsWith(".")
        .doesNotContain("null");
  }

  private Path file(String hex) throws IOException {
    return write(hex(hex));
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("image"), bytes);
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}

package org.legim.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.image.Fixtures.Fixture;

class ImageFormatTest {
  static Iterable<Fixture> fixtures() {
    return Fixtures.all();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void recognisesRealFiles(Fixture fixture) {
    assertThat(detect(fixture.bytes())).contains(fixture.format());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void looksAtTheFirstBytesOnly(Fixture fixture) {
    byte[] longer = Arrays.copyOf(fixture.bytes(), 100_000);
    Arrays.fill(longer, fixture.bytes().length, longer.length, (byte) 0xFF);

    assertThat(detect(longer)).contains(fixture.format());
  }

  @ParameterizedTest
  @CsvSource({
    "JPEG, image/jpeg, jpg",
    "PNG, image/png, png",
    "GIF, image/gif, gif",
    "WEBP, image/webp, webp",
    "AVIF, image/avif, avif",
    "HEIC, image/heic, heic",
    "TIFF, image/tiff, tif",
    "BMP, image/bmp, bmp",
    "SVG, image/svg+xml, svg"
  })
  void hasAMediaTypeAndAnExtension(ImageFormat format, String mediaType, String extension) {
    assertThat(format.mediaType()).isEqualTo(mediaType);
    assertThat(format.extension()).isEqualTo(extension);
  }

  @Test
  void refusesALengthBeyondTheBytes() {
    assertThatThrownBy(() -> ImageFormat.detect(new byte[3], 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void ignoresWhatTheBufferHoldsAfterTheLength() {
    byte[] png = "\u0089PNG\r\n\u001A\n".getBytes(ISO_8859_1);

    assertThat(ImageFormat.detect(png, png.length)).contains(ImageFormat.PNG);
    assertThat(ImageFormat.detect(png, png.length - 1)).isEmpty();
    assertThat(ImageFormat.detect(png, 0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "B",
        "BM",
        "GIF",
        "GIF88a",
        "\u00FF\u00D8",
        "\u00FF\u00D8\u00FF",
        "\u00FF\u00D8\u00FF\u0000",
        "\u0089PNG\n\u001A\n",
        "II*",
        "II\0*",
        "MM*\0",
        "II+\0\4\0\0\0",
        "%PDF-1.7",
        "\u001F\u008B\b\0\0\0\0\0",
        "PK\u0003\u0004",
        "\0\0\u0001\0\u0001\0",
        "8BPS\0\u0001",
        "\u00FF\n\u00FA\u001F",
        "\0\0\0\fJXL \r\n\u0087\n",
        "\0\0\0\fjP  \r\n\u0087\n",
        "RIFF\u0000\u0001\0\0WAVEfmt ",
        "RIFF\u0000\u0001\0\0AVI LIST",
        "Just a line of text.\n"
      })
  void recognisesNothingElse(String bytes) {
    assertThat(detect(bytes.getBytes(ISO_8859_1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'II*\0', TIFF",
    "'MM\0*', TIFF",
    "'II+\0\b\0\0\0', TIFF",
    "'MM\0+\0\b\0\0', TIFF",
    "GIF87a, GIF",
    "GIF89a, GIF",
    "ÿØÿà, JPEG",
    "ÿØÿÛ, JPEG",
    "ÿØÿÿ, JPEG"
  })
  void recognisesSignatures(String bytes, ImageFormat format) {
    assertThat(detect(bytes.getBytes(ISO_8859_1))).contains(format);
  }

  @ParameterizedTest
  @CsvSource({
    "avif, '', AVIF",
    "avif, mif1, AVIF",
    "avis, avif mif1, AVIF",
    "heic, mif1 heic, HEIC",
    "heix, mif1, HEIC",
    "heim, '', HEIC",
    "heis, '', HEIC",
    "hevc, msf1, HEIC",
    "hevx, msf1, HEIC",
    "heic, avif, HEIC",
    "mif1, mif1 avif miaf, AVIF",
    "mif1, mif1 heic hevc, HEIC",
    "msf1, msf1 hevc, HEIC",
    "msf1, avis, AVIF",
    "miaf, avif, AVIF",
    "MA1B, avif, AVIF"
  })
  void tellsAvifFromHeicByBrands(String major, String compatible, ImageFormat format) {
    assertThat(detect(fileType(major, compatible))).contains(format);
  }

  @ParameterizedTest
  @CsvSource({
    "mif1, ''",
    "mif1, mif1 miaf",
    "mif1, mif1 jpeg",
    "msf1, isom",
    "isom, avif",
    "mp42, heic",
    "'qt  ', ''",
    "'crx ', isom",
    "AVIF, mif1"
  })
  void refusesOtherBrands(String major, String compatible) {
    assertThat(detect(fileType(major, compatible))).isEmpty();
  }

  @Test
  void looksForBrandsOnlyWithinTheirBox() {
    byte[] file = fileType("mif1", "miaf avif");
    file[3] = 20;

    assertThat(detect(file)).isEmpty();
  }

  @Test
  void takesAFileTypeBoxThatGoesOnAfterTheHead() {
    byte[] file = fileType("mif1", "avif");
    file[0] = 0x7F;

    assertThat(detect(file)).contains(ImageFormat.AVIF);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "8", "15"})
  void refusesAFileTypeBoxTooSmallForItsBrand(int size) {
    byte[] file = fileType("avif", "avif");
    file[3] = (byte) size;

    assertThat(detect(file)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "26000000, VP8 , true",
    "26000000, VP8L, true",
    "26000000, VP8X, true",
    "0c000000, VP8X, true",
    "f6ffffff, VP8X, true",
    "26000000, VP8?, false",
    "26000000, ALPH, false",
    "0b000000, VP8X, false",
    "00000000, VP8X, false",
    "f7ffffff, VP8X, false",
    "ffffffff, VP8X, false"
  })
  void wantsASensibleRiffSizeAndChunk(String size, String chunk, boolean accepted) {
    String padded = (chunk + " ").substring(0, 4);
    String file = "RIFF" + new String(HexFormat.of().parseHex(size), ISO_8859_1) + "WEBP" + padded;

    assertThat(detect(file.getBytes(ISO_8859_1)).isPresent()).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({
    "12, 1, 24, 26, true",
    "16, 1, 8, 30, true",
    "40, 1, 24, 54, true",
    "40, 1, 32, 1078, true",
    "40, 1, 0, 54, true",
    "52, 1, 16, 66, true",
    "56, 1, 16, 70, true",
    "64, 1, 1, 78, true",
    "108, 1, 4, 122, true",
    "124, 1, 64, 138, true",
    "41, 1, 24, 55, false",
    "0, 1, 24, 54, false",
    "40, 0, 24, 54, false",
    "40, 2, 24, 54, false",
    "40, 1, 7, 54, false",
    "40, 1, 24, 53, false"
  })
  void wantsASensibleBitmapHeader(int size, int planes, int bits, int pixels, boolean accepted) {
    byte[] file = new byte[200];
    file[0] = 'B';
    file[1] = 'M';
    file[10] = (byte) pixels;
    file[11] = (byte) (pixels >> 8);
    file[14] = (byte) size;
    int planesOffset = size == 12 ? 22 : 26;
    file[planesOffset] = (byte) planes;
    file[planesOffset + 2] = (byte) bits;

    assertThat(detect(file).isPresent()).isEqualTo(accepted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<svg>",
        "<svg/>",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "<svg\nwidth='1'",
        "  \r\n\t<svg>",
        "<svg:svg xmlns:svg='http://www.w3.org/2000/svg'>",
        "<é:svg>",
        "<?xml version='1.0'?><svg>",
        "<?xml version='1.0'?>\n<?xml-stylesheet href='a.css'?>\n<svg>",
        "<!-- a <html> comment --><svg>",
        "<!DOCTYPE svg><svg>",
        "<!DOCTYPE svg:svg><svg:svg>",
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/a>b.dtd'><svg>",
        "<!DOCTYPE svg [<!ENTITY a 'b]>'> <!-- it's -->\n<?p it's?>]><!-- c --><svg a='&a;'>",
        "<!DOCTYPE svg[]><svg>"
      })
  void recognisesSvgAfterAnyProlog(String document) {
    assertThat(detect(document.getBytes(StandardCharsets.UTF_8))).contains(ImageFormat.SVG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<",
        "<svg",
        "<svgz>",
        "<SVG>",
        "<xsvg>",
        "<svg:g>",
        "<:svg>",
        "<a:b:svg>",
        "< svg>",
        "svg",
        "text <svg>",
        "<html><svg></svg></html>",
        "<!DOCTYPE html><svg></svg>",
        "<!doctype html><html><body><svg></svg>",
        "<!DOCTYPE html [<!ENTITY svg ''>]><svg>",
        "<!DOCTYPE svg",
        "<!DOCTYPE svg [ ><svg>",
        "<!DOCTYPE svg '><svg>",
        "<!-- <svg>",
        "<?xml <svg>",
        "<!-- x --> <g><svg>",
        "<![CDATA[<svg>]]>",
        "<script/><svg>"
      })
  void isNotFooledByOtherMarkup(String document) {
    assertThat(detect(document.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void recognisesSvgAfterAByteOrderMark(String charset) {
    byte[] document = "\uFEFF<?xml version='1.0'?><svg>".getBytes(Charset.forName(charset));

    assertThat(detect(document)).contains(ImageFormat.SVG);
  }

  @Test
  void wantsTheSvgRootWithinTheHead() {
    String near = "<!--" + "x".repeat(ImageFormat.HEAD_BYTES - 12) + "--><svg>";
    assertThat(near).hasSize(ImageFormat.HEAD_BYTES);

    assertThat(detect(near.getBytes(ISO_8859_1))).contains(ImageFormat.SVG);
    assertThat(detect((" " + near).getBytes(ISO_8859_1))).isEmpty();
  }

  private static Optional<ImageFormat> detect(byte[] bytes) {
    return ImageFormat.detect(bytes, bytes.length);
  }

  private static byte[] fileType(String major, String compatible) {
    String brands = compatible.replace(" ", "");
    return ("\0\0\0" + (char) (16 + brands.length()) + "ftyp" + major + "\0\0\0\0" + brands)
        .getBytes(ISO_8859_1);
  }
}

package org.legim.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SvgSizeTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "width='33' height='21'|33|21",
        "width='33px' height='21PX'|33|21",
        "width=' 33 ' height='+21.0'|33|21",
        "width='1in' height='2.54cm'|96|96",
        "width='210mm' height='297mm'|794|1123",
        "width='101.6q' height='72pt'|96|96",
        "width='6pc' height='1e2'|96|100",
        "width='32.5' height='.4'|33|1",
        "width='33' height='21' viewBox='0 0 1 1'|33|21",
        "viewBox='0 0 33 21'|33|21",
        "viewBox=' -5,-5 , 33.2\t21.4 '|33|21",
        "width='100%' height='100%' viewBox='0 0 33 21'|33|21",
        "width='33' viewBox='0 0 330 210'|330|210",
        "width='2em' height='50vh' viewBox='0 0 33 21'|33|21",
        "width='auto' height='' viewBox='0 0 33 21'|33|21"
      })
  void readsAbsoluteLengthsElseTheViewBox(String attributes, int width, int height)
      throws Exception {
    assertThat(sizeOf("<svg xmlns='http://www.w3.org/2000/svg' " + attributes + "/>"))
        .contains(new ImageSize(width, height));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "width='33'",
        "width='100%' height='100%'",
        "width='0' height='21'",
        "width='-33' height='21'",
        "width='1e10' height='21'",
        "width='1e999' height='21'",
        "width='NaN' height='NaN'",
        "width='0x1p3' height='8'",
        "width='1,5' height='8'",
        "width='33 px' height='8 px'",
        "viewBox=''",
        "viewBox='none'",
        "viewBox='0 0 33'",
        "viewBox='0 0 33 21 1'",
        "viewBox='0 0 a b'",
        "viewBox='0 0 NaN NaN'",
        "viewBox='0 0 Infinity Infinity'",
        "viewBox='0 0 0 21'",
        "viewBox='0 0 -33 -21'",
        "width='&w;' height='21'"
      })
  void hasNoSizeWhenNoneIsStated(String attributes) throws Exception {
    assertThat(sizeOf("<svg xmlns='http://www.w3.org/2000/svg' " + attributes + "/>")).isEmpty();
  }

  @Test
  void looksAtTheRootElementOnly() throws Exception {
    assertThat(sizeOf("<svg><svg width='33' height='21'/></svg>")).isEmpty();
  }

  @Test
  void ignoresAttributesOfOtherNamespaces() throws Exception {
    assertThat(sizeOf("<svg xmlns:a='urn:a' a:width='33' a:height='21'/>")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void readsAnyUnicodeEncoding(String charset) throws Exception {
    String document = "\uFEFF<svg width='33' height='21'/>";

    assertThat(sizeOf(document.getBytes(Charset.forName(charset)))).contains(new ImageSize(33, 21));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "windows-1252", "Shift_JIS", "none-such"})
  void readsLegacyEncodings(String declared) throws Exception {
    String document =
        "<?xml version='1.0' encoding='"
            + declared
            + "'?><!-- \u00E9\u0085 --><svg id='\u00FF' width='33' height='21'/>";

    assertThat(sizeOf(document.getBytes(StandardCharsets.ISO_8859_1)))
        .contains(new ImageSize(33, 21));
  }

  @Test
  void needsOnlyTheStartTagToBeWhole() throws Exception {
    assertThat(sizeOf("<svg width='33' height='21'><g></svg>")).contains(new ImageSize(33, 21));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<svg",
        "<svg width='33' height='21'",
        "<svg width='33' height=21/>",
        "<svg width='33' width='33' height='21'/>",
        "<?xml version='9.0'?><svg width='33' height='21'/>",
        "<a:svg width='33' height='21'/>"
      })
  void hasNoSizeWhenItsStartTagIsBroken(String document) throws Exception {
    assertThat(sizeOf(document)).isEmpty();
  }

  @Test
  void readsNoEntities() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "33");
    for (String declaration :
        new String[] {"'33'", "SYSTEM '" + secret.toUri() + "'", "SYSTEM 'http://127.0.0.1:9/'"}) {
      String document =
          "<!DOCTYPE svg [<!ENTITY w " + declaration + ">]><svg width='&w;' height='21'/>";

      assertThat(sizeOf(document)).as(declaration).isEmpty();
    }
  }

  @Test
  void ignoresTheDocumentType() throws Exception {
    Path dtd = folder.resolve("svg.dtd");
    Files.writeString(dtd, "<!ATTLIST svg width CDATA '33' height CDATA '21'>");

    assertThat(sizeOf("<!DOCTYPE svg SYSTEM '" + dtd.toUri() + "'><svg/>")).isEmpty();
    assertThat(
            sizeOf(
                "<!DOCTYPE svg [<!ENTITY % a SYSTEM '"
                    + dtd.toUri()
                    + "'> %a;]><svg width='8' height='9'/>"))
        .contains(new ImageSize(8, 9));
    assertThat(sizeOf("<!DOCTYPE svg [<!ATTLIST svg width CDATA '33' height CDATA '21'>]><svg/>"))
        .isEmpty();
  }

  @Test
  void expandsNoBillionLaughs() throws Exception {
    StringBuilder document = new StringBuilder("<!DOCTYPE svg [<!ENTITY a0 'ha'>");
    for (int i = 1; i < 30; i++) {
      document
          .append("<!ENTITY a")
          .append(i)
          .append(" '")
          .append(("&a" + (i - 1) + ";").repeat(10));
      document.append("'>");
    }
    document.append("]><svg width='&a29;' height='1'/>");

    assertThat(sizeOf(document.toString())).isEmpty();
  }

  @Test
  void readsABoundedPartOfTheFile() throws Exception {
    String comment = "<!--" + "x".repeat(1 << 20) + "-->";
    String attribute = " id='" + "x".repeat(1 << 20) + "'";

    assertThat(sizeOf("<svg width='33' height='21'>" + comment)).contains(new ImageSize(33, 21));
    assertThat(sizeOf(comment + "<svg width='33' height='21'/>")).isEmpty();
    assertThat(sizeOf("<svg" + attribute + " width='33' height='21'/>")).isEmpty();
  }

  private Optional<ImageSize> sizeOf(String document) throws Exception {
    return sizeOf(document.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<ImageSize> sizeOf(byte[] document) throws Exception {
    return new ImageInspector()
        .sizeOf(Files.write(folder.resolve("image.svg"), document), ImageFormat.SVG);
  }
}

package org.legim.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDispositionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "attachment; filename=a.jpg|a.jpg",
        "attachment; filename=\"a.jpg\"|a.jpg",
        "attachment;filename=\"a.jpg\"|a.jpg",
        "attachment ; filename = \"a.jpg\" ; x=y|a.jpg",
        "INLINE; FILENAME=\"a.jpg\"|a.jpg",
        "form-data; name=\"f\"; filename=\"a.jpg\"|a.jpg",
        "form-data; filename=\"a.jpg\"; name=\"f\"|a.jpg",
        "form-data; name=\"filename=b.jpg\"; filename=\"a.jpg\"|a.jpg",
        "form-data; name=\"a;b\"; filename=\"c;d=e.jpg\"|c;d=e.jpg",
        "form-data; name=\"a\\\"; filename=x\"; filename=\"a.jpg\"|a.jpg",
        "attachment; filename=\"a\\\"b\\\\c.jpg\"|a\"b\\c.jpg",
        "attachment; filename=\"a\\b.jpg\"|ab.jpg",
        "attachment; filename=\"a b.jpg\"|a b.jpg",
        "attachment; filename=\" a.jpg\"|` a.jpg`",
        "attachment; filename=\"a%20b.jpg\"|a%20b.jpg",
        "attachment; filename=\"../../a.jpg\"|../../a.jpg",
        "attachment; filename=\"a.jpg\"; filename=\"b.jpg\"|a.jpg"
      })
  void readsTheFileName(String header, String name) {
    assertThat(ContentDisposition.fileName(header)).contains(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "attachment; filename*=UTF-8''%E1%BA%A2nh.jpg|Ảnh.jpg",
        "attachment; filename*=utf-8'vi'%e1%ba%a2nh.jpg|Ảnh.jpg",
        "attachment; filename*=ISO-8859-1''%E9.jpg|é.jpg",
        "attachment; filename*=UTF-8''a%20b%22c%25.jpg|a b\"c%.jpg",
        "attachment; filename*=UTF-8''it's.jpg|it's.jpg",
        "attachment; filename=\"b.jpg\"; filename*=UTF-8''a.jpg|a.jpg",
        "attachment; filename*=UTF-8''a.jpg; filename=\"b.jpg\"|a.jpg",
        "attachment; FileName*=UTF-8''a.jpg|a.jpg",
        "attachment; filename* = UTF-8''a.jpg|a.jpg",
        "attachment; filename*=\"UTF-8''%C3%A9.jpg\"|é.jpg",
        "attachment; filename*=UTF-8''\u00C3\u00A9.jpg|é.jpg",
        "attachment; filename*=UTF-8''%F0%9F%98%80.jpg|😀.jpg"
      })
  void prefersTheExtendedFileName(String header, String name) {
    assertThat(ContentDisposition.fileName(header)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTF-8''%E9.jpg",
        "UTF-8''%C0%AE.jpg",
        "UTF-8''%ED%A0%80.jpg",
        "UTF-8''%4",
        "UTF-8''%",
        "UTF-8''%G0",
        "UTF-8''%0G",
        "UTF-8''%\uFF11\uFF11",
        "UTF-8''\u1EA2",
        "UTF-16''a",
        "''a",
        "UTF-8'a",
        "a",
        ""
      })
  void fallsBackWhenTheExtendedFileNameIsMalformed(String extended) {
    assertThat(ContentDisposition.fileName("inline; filename*=" + extended + "; filename=b.jpg"))
        .contains("b.jpg");
    assertThat(ContentDisposition.fileName("inline; filename*=" + extended)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ảnh Hà Nội.jpg", "写真.png", "😀.gif", "é.jpg", "صورة.png"})
  void repairsUtf8ThatWasReadAsLatin1(String name) {
    String received =
        new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    assertThat(ContentDisposition.fileName("inline; filename=\"" + received + '"')).contains(name);
    assertThat(ContentDisposition.fileName("inline; filename=\"" + name + '"')).contains(name);
  }

  @Test
  void leavesLatin1ThatIsNoUtf8() {
    assertThat(ContentDisposition.fileName("inline; filename=\"\u00E9t\u00E9.jpg\""))
        .contains("\u00E9t\u00E9.jpg");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "filename=\"a.jpg\"|a.jpg",
        "attachment; filename=a b.jpg|a b.jpg",
        "attachment; filename=a b.jpg ; x=y|a b.jpg",
        "attachment; filename=\"a.jpg|a.jpg",
        "attachment; filename=\"a.jpg\\|a.jpg\\",
        "attachment; filename=\"a.jpg\"x; y=z|a.jpg",
        "attachment;;; filename=a.jpg;;|a.jpg",
        "; filename=a.jpg|a.jpg",
        "attachment; =x; filename=a.jpg|a.jpg",
        "attachment; x; filename=a.jpg|a.jpg",
        "attachment; filename=a=b.jpg|a=b.jpg",
        "attachment; x=\"a; filename=b.jpg\"; filename=c.jpg|c.jpg",
        "attachment; filename=\ta.jpg|a.jpg"
      })
  void makesSenseOfMalformedHeaders(String header, String name) {
    assertThat(ContentDisposition.fileName(header)).contains(name);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "inline",
        "attachment",
        "attachment;",
        "attachment; filename",
        "attachment; filename=",
        "attachment; filename=\"",
        "attachment; filename=\"\"",
        "attachment; filename=;x=y",
        "attachment; filenames=a.jpg",
        "attachment; xfilename=a.jpg",
        "attachment; filename*0=\"a\"; filename*1=\".jpg\"",
        "attachment; name=\"; filename=a.jpg",
        ";",
        "=",
        "\"",
        "\\"
      })
  void findsNoNameWhereThereIsNone(String header) {
    assertThat(ContentDisposition.fileName(header)).isEmpty();
  }

  @Test
  void neverThrows() {
    Random random = new Random(6266);
    String alphabet = "filename*=\"\\;'% \tUTF-8a\u00C3\u1EA2\uD83D\r\n\0";
    for (int run = 0; run < 50_000; run++) {
      StringBuilder header = new StringBuilder("inline; filename");
      for (int length = random.nextInt(20); length > 0; length--) {
        header.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(ContentDisposition.fileName(header.toString())).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|inline",
        "a.jpg|inline; filename=\"a.jpg\"",
        "a b;c,d=e'f.jpg|inline; filename=\"a b;c,d=e'f.jpg\"",
        "é.jpg|inline; filename=\"_.jpg\"; filename*=UTF-8''%C3%A9.jpg",
        "😀.jpg|inline; filename=\"_.jpg\"; filename*=UTF-8''%F0%9F%98%80.jpg",
        "a\"b.jpg|inline; filename=\"a_b.jpg\"; filename*=UTF-8''a%22b.jpg",
        "a\\b.jpg|inline; filename=\"a_b.jpg\"; filename*=UTF-8''a%5Cb.jpg",
        "100%.jpg|inline; filename=\"100_.jpg\"; filename*=UTF-8''100%25.jpg",
        "é !#$&+-.^_~|inline; filename=\"_ !#$&+-.^_~\"; filename*=UTF-8''%C3%A9%20!#$&+-.^_~",
        "é'()*|inline; filename=\"_'()*\"; filename*=UTF-8''%C3%A9%27%28%29%2A"
      })
  void writesAPlainNameAndTheWholeOneWhereNeeded(String name, String header) {
    assertThat(ContentDisposition.inline(name)).isEqualTo(header);
  }

  @Test
  void letsNoNameBreakOutOfTheHeader() {
    for (int c = 0; c <= 0x2030; c++) {
      String header = ContentDisposition.inline("a" + (char) c + "b");

      assertThat(header).matches("inline; filename=\"a[ -~&&[^\"\\\\]]b\"(; filename\\*=[!-~]+)?");
    }
    assertThat(ContentDisposition.inline("a\r\nSet-Cookie: x=y"))
        .isEqualTo(
            "inline; filename=\"a__Set-Cookie: x=y\";"
                + " filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x%3Dy");
    assertThat(ContentDisposition.inline("\uD800"))
        .isEqualTo("inline; filename=\"_\"; filename*=UTF-8''%3F");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.jpg", "Ảnh Hà Nội.jpg", "a\"b\\c%20;d.jpg", "写真 😀'(1).png", "\u00E9", "`|~"})
  void readsWhatItWrites(String name) {
    assertThat(ContentDisposition.fileName(ContentDisposition.inline(name))).contains(name);
  }
}

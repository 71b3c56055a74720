package org.legim.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.testing.Answer;
import org.legim.testing.Hashes;
import org.legim.testing.Images;

/** GET and HEAD of an image. */
@RunAsClient
class DownloadIT extends DeployedTest {

  private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

  private final String id = fresh();
  private final String path = "images/" + id;
  private final byte[] png = Images.draw("png", 100, 80);
  private final String tag = '"' + Hashes.sha256(png) + '"';

  @Test
  void sendsTheBytesWithAllHeaders() {
    String created = api.put(path + "?name=lake.png", png).string("created");

    Answer answer = api.get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(png);
    assertHeaders(answer, Instant.parse(created));
    assertThat(answer.header("Transfer-Encoding")).isNull();
  }

  @Test
  void headIsGetWithoutTheBytes() {
    String created = api.put(path + "?name=lake.png", png).string("created");

    Answer answer = api.head(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertHeaders(answer, Instant.parse(created));
  }

  private void assertHeaders(Answer answer, Instant created) {
    assertThat(answer.header("Content-Type")).isEqualTo("image/png");
    assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(png.length));
    assertThat(answer.header("ETag")).isEqualTo(tag);
    assertThat(ZonedDateTime.parse(answer.header("Last-Modified"), HTTP_DATE).toInstant())
        .isEqualTo(Instant.ofEpochSecond(created.getEpochSecond()));
    assertThat(answer.header("Last-Modified")).endsWith(" GMT");
    assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(answer.header("Cache-Control")).isEqualTo("public, no-cache");
    assertThat(answer.header("Content-Disposition")).isEqualTo("inline; filename=\"lake.png\"");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Legim-Served-By")).isEqualTo("hanoi");
    assertThat(answer.header("Server-Timing"))
        .matches("image;desc=\"hanoi\";dur=\\d+(\\.\\d{1,3})?");
    assertThat(answer.header("Content-Security-Policy")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "lake.png | inline; filename=\"lake.png\"",
        "H%E1%BB%93.png | inline; filename=\"H_.png\"; filename*=UTF-8''H%E1%BB%93.png",
        "a%22b.png | inline; filename=\"a_b.png\"; filename*=UTF-8''a%22b.png",
        "a%0D%0Ab.png | inline; filename=\"ab.png\"",
      })
  void namesTheFile(String name, String disposition) {
    api.put(path + "?name=" + name, png);

    assertThat(api.get(path).header("Content-Disposition")).isEqualTo(disposition);
  }

  @Test
  void anImageWithoutANameIsNamedByItsId() {
    stored(id, png);

    assertThat(api.get(path).header("Content-Disposition"))
        .isEqualTo("inline; filename=\"" + id + ".png\"");
  }

  @Test
  void anSvgMayRunNothing() {
    stored(id, Images.file("drawing.svg"));

    Answer answer = api.get(path);

    assertThat(answer.header("Content-Type")).isEqualTo("image/svg+xml");
    assertThat(answer.header("Content-Security-Policy"))
        .isEqualTo("default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void anUnknownImageIsAProblem() {
    assertProblem(api.get(path), 404, "no-such-image");
    Answer head = api.head(path);
    assertThat(head.status()).isEqualTo(404);
    assertThat(head.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(head.body()).isEmpty();
  }

  @Test
  void anIdMayBePercentEncoded() {
    stored(id, png);

    String encoded = id.replace("-", "%2D");

    assertThat(api.get("images/" + encoded).body()).isEqualTo(png);
  }

  @Test
  void aReplacementIsSeenAtOnce() {
    stored(id, png);
    byte[] replacement = Images.draw("gif", 9, 9);
    api.put(path, replacement);

    Answer answer = api.get(path, "If-None-Match", tag);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("image/gif");
    assertThat(answer.body()).isEqualTo(replacement);
  }
}

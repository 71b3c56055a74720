package org.legim.web.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.catalogue.ImageRecord;
import org.legim.config.NodeConfig;
import org.legim.web.Configs;
import org.legim.web.FakeResponse;
import org.legim.web.SampleRecords;

class ImageHeadersTest {

  @Test
  void tellEverythingAboutTheBytes() {
    assertThat(content(Configs.with(), SampleRecords.image("Ảnh 1.png", "image/png")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "ETag", '"' + SampleRecords.HASH.hex() + '"',
                "Last-Modified", "Mon, 23 Nov 2026 10:00:01 GMT",
                "Cache-Control", "public, no-cache",
                "Legim-Served-By", "hanoi",
                "Content-Type", "image/png",
                "Accept-Ranges", "bytes",
                "Content-Disposition",
                    "inline; filename=\"_nh 1.png\"; filename*=UTF-8''%E1%BA%A2nh%201.png",
                "X-Content-Type-Options", "nosniff"));
  }

  @Test
  void nameAnImageWithoutANameByItsIdAndItsFormat() {
    assertThat(content(Configs.with(), SampleRecords.image("", "image/jpeg")))
        .containsEntry("Content-Disposition", "inline; filename=\"a.jpg\"");
  }

  @Test
  void letAnSvgRunNothing() {
    String policy =
        content(Configs.with(), SampleRecords.image("x.svg", "image/svg+xml"))
            .get("Content-Security-Policy");

    assertThat(policy.split("; ")).contains("default-src 'none'", "sandbox");
    assertThat(policy).doesNotContain("allow-scripts", "script-src", "http", "*");
  }

  @ParameterizedTest
  @CsvSource({
    "reads, public, 'public, no-cache'",
    "reads, private, 'private, no-cache'",
    "cache-control, max-age=60, max-age=60"
  })
  void tellCachesWhatTheOperatorSays(String key, String value, String expected) {
    assertThat(content(Configs.with(key, value), SampleRecords.image("", "image/png")))
        .containsEntry("Cache-Control", expected);
  }

  @Test
  void ofA304AreThoseThatCachesUpdate() {
    FakeResponse response = new FakeResponse();
    new ImageHeaders(Configs.with(), "hanoi")
        .cacheable(SampleRecords.image("", "image/png"), response.build());

    assertThat(response.headers())
        .containsOnlyKeys("ETag", "Last-Modified", "Cache-Control", "Legim-Served-By");
  }

  @Test
  void tellWhoServedAndHowLongItTook() {
    FakeResponse response = new FakeResponse();
    new ImageHeaders(Configs.with(), "hanoi").timing(response.build(), System.nanoTime());

    assertThat(response.headers().get("Server-Timing"))
        .matches("image;desc=\"hanoi\";dur=\\d+\\.\\d{3}");
  }

  private static Map<String, String> content(NodeConfig config, ImageRecord image) {
    FakeResponse response = new FakeResponse();
    new ImageHeaders(config, "hanoi").content(image, response.build());
    return response.headers();
  }
}

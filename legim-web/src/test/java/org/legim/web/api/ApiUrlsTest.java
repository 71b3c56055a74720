package org.legim.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.legim.web.FakeUri;

class ApiUrlsTest {

  @Test
  void areBelowWhatTheClientCalled() {
    ApiUrls urls = new ApiUrls(FakeUri.below("http://[::1]:8080/legim/api/"), Optional.empty());

    assertThat(urls.image("a~.-_")).hasToString("http://[::1]:8080/legim/api/images/a~.-_");
    assertThat(urls.images().queryParam("limit", 2).build())
        .hasToString("http://[::1]:8080/legim/api/images?limit=2");
  }

  @Test
  void areBelowTheUrlThatTheOperatorSet() {
    URI url = URI.create("https://images.example/x");
    ApiUrls urls = new ApiUrls(FakeUri.below("http://10.0.0.6:8080/legim/api/"), Optional.of(url));

    assertThat(urls.image("a")).hasToString("https://images.example/x/api/images/a");
    assertThat(urls.images().build()).hasToString("https://images.example/x/api/images");
    assertThat(urls.drain("d1")).hasToString("https://images.example/x/api/drains/d1");
  }
}

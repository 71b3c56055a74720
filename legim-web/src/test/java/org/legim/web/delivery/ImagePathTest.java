package org.legim.web.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.web.FakeRequest;

class ImagePathTest {

  @ParameterizedTest
  @CsvSource({
    "/legim/api/images/a, a",
    "/legim/api/images/a.b~c_d-e, a.b~c_d-e",
    "/legim/api/images/%61, a",
    "/legim/api/images/a%2Fb, a/b",
    "/legim/api/images/a+b, a+b",
    "/legim/api/images/%E1%BA%A3nh, ảnh",
    "/legim/api/images/a;v=1, a;v=1",
    "/legim/api/images/.., .."
  })
  void isTheOneSegmentAfterTheImages(String uri, String id) {
    assertThat(ImagePath.id(new FakeRequest("GET", uri).build(), "/api/images/")).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/legim/api/images",
        "/legim/api/images/",
        "/legim/api/images/a/",
        "/legim/api/images/a/info",
        "/legim/api/images//a",
        "/legim/api/images/%",
        "/legim/api/images/%zz",
        "/legim/api/images/a%2",
        "/legim"
      })
  void isNoneWhereThereIsNotExactlyOne(String uri) {
    assertThat(ImagePath.id(new FakeRequest("GET", uri).build(), "/api/images/")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'', /api/images/a", "/x/y, /x/y/api/images/a"})
  void comesAfterThePathOfTheApplication(String contextPath, String uri) {
    FakeRequest request = new FakeRequest("GET", uri).contextPath(contextPath);

    assertThat(ImagePath.id(request.build(), "/api/images/")).contains("a");
  }
}

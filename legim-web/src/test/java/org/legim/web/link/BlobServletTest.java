package org.legim.web.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.blob.Sha256;
import org.legim.link.BlobPart;
import org.legim.link.BlobService;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.Receipt;
import org.legim.web.FakeRequest;
import org.legim.web.FakeResponse;

class BlobServletTest {

  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final byte[] BYTES = {1, 2, 3, 4, 5};

  private final AtomicBoolean closed = new AtomicBoolean();
  private final FakeResponse response = new FakeResponse();
  private final BlobService service =
      new BlobService() {
        @Override
        public BlobPart open(String node, Sha256 hash, long from, long count) {
          long size = count < 0 ? BYTES.length - from : count;
          return new BlobPart(
              from,
              size,
              BYTES.length,
              out -> out.write(BYTES, (int) from, (int) size),
              () -> closed.set(true));
        }

        @Override
        public void receive(
            String node, Sha256 hash, long length, ImageEntry image, InputStream body) {
          throw new AssertionError("nothing is sent in this test");
        }

        @Override
        public List<Receipt> receiveAll(
            String node, List<ImageEntry> images, InputStream body, boolean fromBelow) {
          throw new AssertionError("nothing is sent in this test");
        }
      };

  @Test
  void givesAWholeBlob() throws IOException {
    BlobServlet.give(service, request("/" + HASH, "node", null), response.build());
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(BYTES);
    assertThat(response.headers())
        .containsEntry("Content-Length", "5")
        .doesNotContainKey("Content-Range");
    assertThat(closed).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"bytes=1-2, bytes 1-2/5, 2", "bytes=3-, bytes 3-4/5, 2", "bytes=0-4, bytes 0-4/5, 5"})
  void givesAPart(String range, String contentRange, String length) throws IOException {
    BlobServlet.give(service, request("/" + HASH, "node", range), response.build());
    assertThat(response.status()).isEqualTo(206);
    assertThat(response.headers())
        .containsEntry("Content-Length", length)
        .containsEntry("Content-Range", contentRange);
    assertThat(closed).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"/abc, node", ", node", "/, node", "/HASH, ''", "/HASH,"})
  void refusesWhatNamesNoBlobOfANode(String path, String node) {
    String given = path == null ? null : path.replace("HASH", HASH);
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> BlobServlet.give(service, request(given, node, null), response.build()))
        .matches(e -> e.kind() == Kind.REFUSED);
  }

  @Test
  void takesNothingOfUnknownLength() {
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(
            () -> BlobServlet.take(service, request("/" + HASH, "node", null), response.build()))
        .withMessageContaining("Content-Length");
  }

  private static HttpServletRequest request(String path, String node, String range) {
    FakeRequest request = new FakeRequest("GET", "/legim/link/blobs" + path).pathInfo(path);
    if (range != null) {
      request.header("Range", range);
    }
    return (node == null ? request : request.parameter("node", node)).build();
  }
}

package org.legim.web.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.blob.Sha256;
import org.legim.link.BlobPart;
import org.legim.link.BlobService;
import org.legim.link.ErrandOutcome.Result;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.LinkHeaders;
import org.legim.link.Receipt;
import org.legim.web.FakeRequest;
import org.legim.web.FakeResponse;

class BatchServletTest {

  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final String MANIFEST =
      "[{\"id\":\"a\",\"sha256\":\"HASH\",\"bytes\":3},{\"id\":\"b\",\"sha256\":\"HASH\",\"bytes\":2}]"
          .replace("HASH", HASH);

  private final List<String> calls = new ArrayList<>();
  private final FakeResponse response = new FakeResponse();
  private final BlobService service =
      new BlobService() {
        @Override
        public BlobPart open(String node, Sha256 hash, long from, long count) {
          throw new AssertionError("nothing is read in this test");
        }

        @Override
        public void receive(
            String node, Sha256 hash, long length, ImageEntry image, InputStream body) {
          throw new AssertionError("no single blob is sent in this test");
        }

        @Override
        public List<Receipt> receiveAll(
            String node, List<ImageEntry> images, InputStream body, boolean fromBelow)
            throws IOException {
          String bytes = new String(body.readAllBytes(), UTF_8);
          calls.add(node + " " + bytes + (fromBelow ? " from below" : " from above"));
          return images.stream()
              .map(each -> new Receipt(each.sha256(), Result.NO_ROOM, "no room for " + each.id()))
              .toList();
        }
      };

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void handsOnTheBlobsAndAnswersWithTheReceipts(boolean fromBelow) throws IOException {
    FakeRequest request =
        request(MANIFEST + "12345", MANIFEST)
            .parameter("node", "n")
            .attribute(LinkFilter.FROM_BELOW, fromBelow);

    BatchServlet.take(service, request.build(), response.build());

    assertThat(calls).containsExactly("n 12345" + (fromBelow ? " from below" : " from above"));
    assertThat(response.status()).isEqualTo(200);
    assertThat(new String(response.body(), UTF_8))
        .contains("\"result\":\"NO_ROOM\"", HASH, "no room for a", "no room for b");
    assertThat(response.headers())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Content-Length", Integer.toString(response.body().length));
  }

  @Test
  void takesWhoeverIsNotKnownForOneAbove() throws IOException {
    FakeRequest request = request(MANIFEST + "12345", MANIFEST).parameter("node", "n");

    BatchServlet.take(service, request.build(), response.build());

    assertThat(calls).containsExactly("n 12345 from above");
  }

  @ParameterizedTest
  @CsvSource({"1234, manifest says", "123456, manifest says"})
  void refusesABodyOfAnotherLength(String blobs, String why) {
    FakeRequest request = request(MANIFEST + blobs, MANIFEST).parameter("node", "n");
    assertRefused(request, why);
  }

  @Test
  void refusesAManifestThatWasNotSigned() {
    FakeRequest request =
        request(MANIFEST.replace("\"a\"", "\"c\"") + "12345", MANIFEST).parameter("node", "n");
    assertRefused(request, LinkHeaders.MANIFEST);
  }

  @Test
  void refusesWhatNamesNoNode() {
    assertRefused(request(MANIFEST + "12345", MANIFEST), "?node=ID");
  }

  @Test
  void refusesWhatHasNoManifest() {
    FakeRequest request =
        new FakeRequest("POST", "/legim/link/batches")
            .body("12345".getBytes(UTF_8))
            .parameter("node", "n");
    assertRefused(request, LinkHeaders.MANIFEST);
  }

  private void assertRefused(FakeRequest request, String why) {
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> BatchServlet.take(service, request.build(), response.build()))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
        .withMessageContaining(why);
    assertThat(calls).isEmpty();
  }

  private static FakeRequest request(String body, String signed) {
    byte[] bytes = signed.getBytes(UTF_8);
    var digest = Sha256.newDigest();
    digest.update(bytes);
    return new FakeRequest("POST", "/legim/link/batches")
        .header(LinkHeaders.MANIFEST, bytes.length + ";" + Sha256.of(digest))
        .body(body.getBytes(UTF_8));
  }
}

package org.legim.web.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.blob.Blob;
import org.legim.blob.FileBlob;
import org.legim.route.OpenImage;
import org.legim.web.Configs;
import org.legim.web.FakeRequest;
import org.legim.web.FakeResponse;
import org.legim.web.SampleRecords;
import org.legim.web.http.Preconditions;
import org.legim.web.problem.ProblemException;

class ImageBodyTest {

  private static final int LENGTH = 200_001;
  private static final String TAG = '"' + SampleRecords.HASH.hex() + '"';

  @TempDir private Path folder;
  private byte[] bytes;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    bytes = new byte[LENGTH];
    new Random(1).nextBytes(bytes);
    file = Files.write(folder.resolve("blob"), bytes);
  }

  @Test
  void isTheWholeImage() throws Exception {
    FakeResponse response = send(get());

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(bytes);
    assertThat(response.headers())
        .containsEntry("Content-Length", "" + LENGTH)
        .containsEntry("ETag", TAG)
        .doesNotContainKey("Content-Range");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 65_535, 65_536, 65_537})
  void isWholeAtAnyLength(int length) throws Exception {
    bytes = Arrays.copyOf(bytes, length);
    Files.write(file, bytes);

    assertThat(send(get()).body()).isEqualTo(bytes);
  }

  @Test
  void ofAHeadIsEmptyWithTheHeadersOfAGet() throws Exception {
    FakeResponse head = send(new FakeRequest("HEAD", "/").header("Range", "bytes=0-9"));

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    Map<String, String> ofGet = send(get()).headers();
    assertThat(head.headers()).containsKey("Server-Timing").hasSameSizeAs(ofGet);
    ofGet.remove("Server-Timing");
    assertThat(head.headers()).containsAllEntriesOf(ofGet);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-99, 0, 100",
    "bytes=65535-65536, 65535, 2",
    "bytes=100-, 100, 199901",
    "bytes=-1, 200000, 1",
    "bytes=-900000, 0, 200001",
    "bytes=199999-900000, 199999, 2"
  })
  void isThePartThatWasAskedFor(String range, int first, int size) throws Exception {
    FakeResponse response = send(get().header("Range", range));

    assertThat(response.status()).isEqualTo(206);
    assertThat(response.body()).isEqualTo(Arrays.copyOfRange(bytes, first, first + size));
    assertThat(response.headers())
        .containsEntry("Content-Length", "" + size)
        .containsEntry("Content-Range", "bytes " + first + "-" + (first + size - 1) + "/" + LENGTH)
        .containsEntry("ETag", TAG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-1,5-6", "bytes=x", "bytes=5-4", "items=0-1", ""})
  void isWholeWhereTheRangeMeansNothing(String range) throws Exception {
    assertThat(send(get().header("Range", range)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=200001-", "bytes=900000-900001", "bytes=-0"})
  void isAProblemWhereNoByteIsInTheRange(String range) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> send(get().header("Range", range)))
        .satisfies(
            e -> {
              assertThat(e.problem().status()).isEqualTo(416);
              assertThat(e.problem().headers()).containsEntry("Content-Range", "bytes */" + LENGTH);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "TAG, 206",
    "\"other\", 200",
    "W/TAG, 200",
    "'Mon, 23 Nov 2026 10:00:01 GMT', 206",
    "'Mon, 23 Nov 2026 10:00:00 GMT', 200",
    "yesterday, 200"
  })
  void isAPartOnlyOfTheImageThatTheClientHasBegun(String ifRange, int status) throws Exception {
    FakeRequest request =
        get().header("Range", "bytes=0-9").header("If-Range", ifRange.replace("TAG", TAG));

    assertThat(send(request).status()).isEqualTo(status);
  }

  @Test
  void breaksOffRatherThanGoOnWhereTheFileEndsEarly() throws Exception {
    try (OpenImage image = open()) {
      Files.write(file, Arrays.copyOf(bytes, 100));
      FakeRequest request = get();

      assertThatExceptionOfType(EOFException.class)
          .isThrownBy(() -> send(image, request, new FakeResponse()));
    }
  }

  private static FakeRequest get() {
    return new FakeRequest("GET", "/legim/api/images/a");
  }

  private FakeResponse send(FakeRequest request) throws IOException {
    FakeResponse response = new FakeResponse();
    try (OpenImage image = open()) {
      send(image, request, response);
    }
    return response;
  }

  private static void send(OpenImage image, FakeRequest request, FakeResponse response)
      throws IOException {
    var built = request.build();
    Preconditions preconditions = Preconditions.of(name -> HeaderLines.joined(built, name));
    ImageHeaders headers = new ImageHeaders(Configs.with(), "hanoi");
    ImageBody.of(image, built, preconditions).send(headers, System.nanoTime(), response.build());
  }

  private OpenImage open() throws IOException {
    Blob blob = new FileBlob(SampleRecords.HASH, Files.size(file), FileChannel.open(file));
    return new OpenImage(
        SampleRecords.image("a", "", "image/png", SampleRecords.HASH, blob.bytes()), blob);
  }
}

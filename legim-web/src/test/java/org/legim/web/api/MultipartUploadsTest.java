package org.legim.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.DiskBlobStore;
import org.legim.blob.Room;
import org.legim.catalogue.SqliteCatalogue;
import org.legim.flow.Intake;
import org.legim.flow.Reclaim;
import org.legim.web.FakeRequest;
import org.legim.web.FakeUri;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemException;

/** Forms as they come over the wire, into a real intake. */
class MultipartUploadsTest {

  private static final String BOUNDARY = "----x7Ya";
  private static final ApiUrls URLS =
      new ApiUrls(FakeUri.below("http://images.example/legim/api/"), Optional.empty());

  @TempDir private Path folder;
  private final ByteArrayOutputStream form = new ByteArrayOutputStream();
  private SqliteCatalogue catalogue;
  private Reclaim reclaim;
  private Intake intake;

  @BeforeEach
  void open() throws Exception {
    catalogue =
        SqliteCatalogue.open(folder.resolve("catalogue.db"), folder, "node", 1, Clock.systemUTC());
    Room room = new Room(folder, OptionalLong.empty(), () -> 0);
    var blobs = DiskBlobStore.open(folder.resolve("blobs"), folder.resolve("incoming"), room);
    reclaim = new Reclaim(blobs, catalogue);
    intake = new Intake(blobs, catalogue, reclaim, 100_000, (blob, from) -> {});
  }

  @AfterEach
  void close() {
    reclaim.close();
    catalogue.close();
  }

  @Test
  void storesEveryFileInTurn() {
    file("a.gif", gif(1, 5000));
    file("ảnh.gif", gif(2, 90_000));

    UploadsJson answer = stored(end());

    assertThat(answer.problems()).isEmpty();
    assertThat(answer.images()).extracting(ImageJson::name).containsExactly("a.gif", "ảnh.gif");
    assertThat(answer.images()).extracting(ImageJson::bytes).containsExactly(5000L, 90_000L);
    ImageJson first = answer.images().get(0);
    assertThat(first.url()).isEqualTo("http://images.example/legim/api/images/" + first.id());
    assertThat(first.width()).isEqualTo(33);
  }

  @Test
  void theNumberOfCopiesIsThatOfEveryFile() {
    file("a.gif", gif(1, 100));
    file("b.gif", gif(2, 100));
    FakeRequest request = request().header("Content-Type", type()).query("replicas=3");

    List<String> ids = ids(entity(store(request, end())));

    assertThat(ids)
        .hasSize(2)
        .allSatisfy(id -> assertThat(catalogue.find(id).orElseThrow().replicas()).hasValue(3));
  }

  @Test
  void storesNothingWhereTheNumberOfCopiesIsWrong() {
    file("a.gif", gif(1, 100));
    FakeRequest request = request().header("Content-Type", type()).query("replicas=0");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store(request, end()))
        .withMessageContaining("replicas");
    assertThat(catalogue.tally().images()).isZero();
  }

  @Test
  void aBadFileDoesNotSpoilGoodOnes() throws Exception {
    file("a.gif", gif(1, 5000));
    file("b.txt", "not an image".getBytes(StandardCharsets.UTF_8));
    file("c.gif", new byte[0]);
    file("d.gif", gif(2, 100_001));
    file("e.gif", gif(3, 5000));

    UploadsJson answer = stored(end());

    assertThat(answer.images()).extracting(ImageJson::name).containsExactly("a.gif", "e.gif");
    assertThat(answer.problems())
        .extracting(each -> each.get("status"))
        .containsExactly(415, 400, 413);
    assertThat(answer.problems())
        .extracting(each -> each.get("file"))
        .containsExactly("b.txt", "c.gif", "d.gif");
    assertThat(incoming()).isEmpty();
  }

  @Test
  void skipsFieldsThatAreNoFiles() {
    part("form-data; name=\"token\"", "abc".getBytes(StandardCharsets.UTF_8));
    file("a.gif", gif(1, 100));

    assertThat(stored(end()).images()).hasSize(1);
  }

  @Test
  void refusesAFormWithoutAFile() {
    part("form-data; name=\"token\"", "abc".getBytes(StandardCharsets.UTF_8));

    Problem problem = refused(end());

    assertThat(problem.status()).isEqualTo(400);
    assertThat((String) problem.toJson().get("detail")).contains("no file");
  }

  @Test
  void whereNoneIsStoredTheWholeHasTheStatusThatAllHave() {
    file("a.txt", "a".getBytes(StandardCharsets.UTF_8));
    file("b.txt", "b".getBytes(StandardCharsets.UTF_8));

    Problem problem = refused(end());

    assertThat(problem.status()).isEqualTo(415);
    assertThat((List<?>) problem.toJson().get("problems")).hasSize(2);
    assertThat((List<?>) problem.toJson().get("images")).isEmpty();
  }

  @Test
  void whereNoneIsStoredForDifferentReasonsTheRequestIsBad() {
    file("a.txt", "a".getBytes(StandardCharsets.UTF_8));
    file("b.gif", gif(2, 100_001));

    assertThat(refused(end()).status()).isEqualTo(400);
  }

  @Test
  void keepsWhatCameBeforeATornEnd() throws Exception {
    file("a.gif", gif(1, 5000));
    file("b.gif", gif(2, 50_000));
    byte[] whole = end();

    UploadsJson answer = stored(Arrays.copyOf(whole, whole.length - 30_000));

    assertThat(answer.images()).extracting(ImageJson::name).containsExactly("a.gif");
    assertThat(answer.problems()).isNotEmpty();
    assertThat(answer.problems().get(0)).containsEntry("type", "urn:legim:problem:cut-short");
    assertThat(incoming()).isEmpty();
    assertThat(catalogue.tally().images()).isEqualTo(1);
  }

  @Test
  void refusesABodyThatIsNoForm() {
    assertThat(refused("nonsense".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(400);
    assertThat(refused(new byte[0]).status()).isEqualTo(400);
  }

  @Test
  void tellsNothingOfWhatTheServerSaysOfABrokenConnection() {
    file("a.gif", gif(1, 5000));
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(form.toByteArray(), 0, 20),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("internal: 10.0.0.7 was reset");
              }
            });
    FakeRequest request = request().header("Content-Type", type());

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store(request, broken))
        .withMessageNotContaining("internal");
  }

  @Test
  void refusesAFormWithoutABoundary() {
    file("a.gif", gif(1, 100));
    FakeRequest request = request().header("Content-Type", "multipart/form-data");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store(request, end()))
        .satisfies(e -> assertThat(e.problem().status()).isEqualTo(400));
  }

  @Test
  void aRepeatedFormMakesEachImageOnce() {
    file("a.gif", gif(1, 100));
    file("b.txt", "b".getBytes(StandardCharsets.UTF_8));
    file("c.gif", gif(2, 100));
    byte[] body = end();

    List<String> first = ids(stored(body, "key"));
    assertThat(ids(stored(body, "key"))).isEqualTo(first);
    assertThat(ids(stored(body, "other"))).doesNotContainAnyElementsOf(first);
    assertThat(catalogue.tally().images()).isEqualTo(4);
  }

  @Test
  void filesWithoutANameAreTakenWhereTheyAreFiles() {
    part("form-data; name=\"f\"; filename=\"\"", gif(1, 100));

    assertThat(stored(end()).images()).extracting(ImageJson::name).containsExactly("");
  }

  private UploadsJson stored(byte[] body) {
    return entity(store(request().header("Content-Type", type()), body));
  }

  private UploadsJson stored(byte[] body, String key) {
    FakeRequest request = request().header("Content-Type", type()).header("Idempotency-Key", key);
    return entity(store(request, body));
  }

  private Problem refused(byte[] body) {
    try {
      Response response = store(request().header("Content-Type", type()), body);
      throw new AssertionError("stored: " + response.getEntity());
    } catch (ProblemException e) {
      return e.problem();
    }
  }

  private Response store(FakeRequest request, byte[] body) {
    return store(request, new ByteArrayInputStream(body));
  }

  private Response store(FakeRequest request, InputStream body) {
    return new MultipartUploads(intake, URLS, Optional.empty())
        .store(new UploadHeaders(request.build()), body);
  }

  private static UploadsJson entity(Response response) {
    assertThat(response.getStatus()).isEqualTo(201);
    return (UploadsJson) response.getEntity();
  }

  private static List<String> ids(UploadsJson answer) {
    return answer.images().stream().map(ImageJson::id).toList();
  }

  private List<Path> incoming() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("incoming"))) {
      return files.toList();
    }
  }

  private static FakeRequest request() {
    return new FakeRequest("POST", "/legim/api/images");
  }

  private static String type() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  private void file(String name, byte[] bytes) {
    part("form-data; name=\"file\"; filename=\"" + name + '"', bytes);
  }

  private void part(String disposition, byte[] bytes) {
    String head =
        "--"
            + BOUNDARY
            + "\r\nContent-Disposition: "
            + disposition
            + "\r\nContent-Type: x/y\r\n\r\n";
    form.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    form.writeBytes(bytes);
    form.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
  }

  private byte[] end() {
    form.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return form.toByteArray();
  }

  private static byte[] gif(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    byte[] head = "GIF89a\u0021\0\u0015\0\0\0\0,".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(head, 0, bytes, 0, head.length);
    return bytes;
  }
}

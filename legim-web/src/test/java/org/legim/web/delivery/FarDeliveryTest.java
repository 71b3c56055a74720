package org.legim.web.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.Blob;
import org.legim.blob.DamagedBlobException;
import org.legim.blob.DiskBlobStore;
import org.legim.blob.HotMemory;
import org.legim.blob.Room;
import org.legim.blob.Sha256;
import org.legim.blob.VerifiedBlobs;
import org.legim.catalogue.Catalogue;
import org.legim.catalogue.ImageRecord;
import org.legim.config.Handshake;
import org.legim.link.BlobLink;
import org.legim.link.BlobStream;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;
import org.legim.link.Parcel;
import org.legim.link.Receipt;
import org.legim.route.Branches;
import org.legim.route.DamageListener;
import org.legim.route.FarBlobs;
import org.legim.route.ImageReads;
import org.legim.route.OutOfReachException;
import org.legim.route.RecoveringException;
import org.legim.route.Routing;
import org.legim.web.Configs;
import org.legim.web.FakeRequest;
import org.legim.web.FakeResponse;
import org.legim.web.SampleRecords;
import org.legim.web.problem.ProblemException;

/** Images whose bytes are at another node, which answers as a test says. */
class FarDeliveryTest {

  private static final int LARGE = 300_000;
  private static final Executor FULL =
      task -> {
        throw new RejectedExecutionException("full");
      };

  @TempDir private Path folder;
  private final FarBlobs far = new FarBlobs(new HotMemory(1 << 20));
  private final List<Runnable> queue = new ArrayList<>();
  private final FakeRequest request = new FakeRequest("GET", "/legim/api/images/a");
  private final FakeResponse response = new FakeResponse().commitAfter(8_192);
  private byte[] bytes;
  private Optional<ImageRecord> found;
  private Redirection redirection = Redirection.NONE;
  private boolean recovering;
  private boolean reachable = true;
  private int breaksAfter = Integer.MAX_VALUE;
  private Runnable whenAsked = () -> {};
  private int asked;

  @BeforeEach
  void store() {
    use(20_000);
  }

  @Test
  void tellsTheServerThatAnotherThreadAnswers() throws Exception {
    AtomicBoolean elsewhere = new AtomicBoolean();
    request.attribute(Handshake.ANSWERED_ELSEWHERE, elsewhere);
    answer(request, task -> assertThat(elsewhere).isTrue());

    assertThat(elsewhere).isTrue();
  }

  @Test
  void isSentByAThreadOfTheNode() throws Exception {
    answer(request, queue::add);

    assertThat(queue).hasSize(1);
    assertThat(response.headers()).isEmpty();
    assertThat(asked).isZero();
    queue.get(0).run();

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(bytes);
    assertThat(response.headers())
        .containsEntry("Content-Length", "20000")
        .doesNotContainKey("Connection")
        .containsKeys("ETag", "Server-Timing", "Legim-Served-By");
    assertThat(request.completed()).isEqualTo(1);
    assertThat(request.timeout()).isZero();
  }

  @Test
  void waitsWithoutAThreadForWhatAnotherRequestFetches() throws Exception {
    FakeRequest second = new FakeRequest("GET", "/legim/api/images/a");
    FakeResponse answered = new FakeResponse();
    whenAsked =
        () -> {
          try {
            answer(second, answered, queue::add);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          assertThat(queue).isEmpty();
        };

    answer(request, Runnable::run);

    assertThat(response.body()).isEqualTo(bytes);
    assertThat(queue).hasSize(1);
    queue.get(0).run();
    assertThat(answered.body()).isEqualTo(bytes);
    assertThat(second.completed()).isEqualTo(1);
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void needsNoThreadForASmallImageThatIsInMemory() throws Exception {
    answer(request, Runnable::run);

    FakeResponse answered = new FakeResponse();
    answer(new FakeRequest("GET", "/legim/api/images/a"), answered, FULL);

    assertThat(answered.body()).isEqualTo(bytes);
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void fetchesALongImageForEachWhoWantsIt() throws Exception {
    use(LARGE);
    answer(request, Runnable::run);
    answer(new FakeRequest("GET", "/legim/api/images/a"), new FakeResponse(), Runnable::run);

    assertThat(asked).isEqualTo(2);
  }

  @Test
  void givesARange() throws Exception {
    answer(request.header("Range", "bytes=100-199"), Runnable::run);

    assertThat(response.status()).isEqualTo(206);
    assertThat(response.body()).isEqualTo(Arrays.copyOfRange(bytes, 100, 200));
    assertThat(response.headers()).containsEntry("Content-Range", "bytes 100-199/20000");
  }

  @Test
  void fetchesNothingForAHead() throws Exception {
    answer(new FakeRequest("HEAD", "/legim/api/images/a"), FULL);

    assertThat(response.headers()).containsEntry("Content-Length", "20000");
    assertThat(asked).isZero();
  }

  @Test
  void fetchesNothingForAClientThatHasTheBytes() throws Exception {
    String tag = '"' + found.orElseThrow().sha256().hex() + '"';
    answer(request.header("If-None-Match", tag), FULL);

    assertThat(response.status()).isEqualTo(304);
    assertThat(asked).isZero();
  }

  @Test
  void fetchesNothingForARangeThatIsNotThere() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> answer(request.header("Range", "bytes=20000-"), FULL))
        .satisfies(e -> assertThat(e.problem().status()).isEqualTo(416));
    assertThat(asked).isZero();
  }

  @Test
  void isSentWholeThoughTheBytesOnThisDiskAreDamaged() throws Exception {
    damage();

    answer(request, Runnable::run);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(bytes);
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void isOutOfReachWhereTheBytesOnThisDiskAreDamagedAndThereAreNoOthers() throws Exception {
    damage();
    reachable = false;

    assertThatExceptionOfType(OutOfReachException.class)
        .isThrownBy(() -> answer(request, Runnable::run));
    assertThat(response.headers()).isEmpty();
  }

  @Test
  void neverEndsWholeWhereALongImageOnThisDiskIsDamaged() throws Exception {
    use(2_000_000);
    damage();

    assertThatExceptionOfType(DamagedBlobException.class)
        .isThrownBy(() -> answer(request, Runnable::run));
    assertThat(response.body()).hasSizeLessThan(2_000_000);
    assertThat(asked).isZero();
  }

  private void damage() throws IOException {
    String hex = found.orElseThrow().sha256().hex();
    Path file = folder.resolve(Path.of("blobs", hex.substring(0, 2), hex.substring(2, 4), hex));
    Files.createDirectories(file.getParent());
    byte[] flipped = bytes.clone();
    flipped[flipped.length / 2] ^= 1;
    Files.write(file, flipped);
  }

  @Test
  void isAProblemWhereTooManyWait() throws Exception {
    answer(request, FULL);

    assertProblem(503, "overloaded");
    assertThat(response.headers()).containsEntry("Retry-After", "5");
  }

  @Test
  void isAProblemWhereTheHoldersFailBeforeTheFirstByte() throws Exception {
    breaksAfter = 10_000;
    answer(request, Runnable::run);

    assertProblem(503, "out-of-reach");
    assertThat(response.headers()).containsKey("Retry-After").doesNotContainKey("ETag");
  }

  @Test
  void isAProblemAtOnceWhereNoHolderCanBeReached() {
    reachable = false;

    assertThatExceptionOfType(OutOfReachException.class).isThrownBy(() -> answer(request, FULL));
  }

  @Test
  void breaksOffWhereTheHolderDiesAfterTheFirstByte() throws Exception {
    use(LARGE);
    breaksAfter = 70_000;
    whenAsked = () -> reachable = false;
    answer(request, Runnable::run);

    assertThat(response.body()).isEqualTo(Arrays.copyOf(bytes, 65_536));
    assertThat(response.headers())
        .containsEntry("Content-Length", "" + LARGE)
        .containsEntry("Connection", "close");
    assertThat(request.completed()).isEqualTo(1);
  }

  @Test
  void sendsTheNewImageWhereTheOldOneWasReplacedMeanwhile() throws Exception {
    breaksAfter = 0;
    whenAsked =
        () -> {
          use(100);
          breaksAfter = Integer.MAX_VALUE;
          whenAsked = () -> {};
        };
    answer(request, Runnable::run);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(bytes).hasSize(100);
    assertThat(response.headers()).containsEntry("Content-Length", "100");
  }

  @Test
  void isGoneWhereTheImageWasDeletedMeanwhile() throws Exception {
    breaksAfter = 0;
    whenAsked = () -> found = Optional.empty();
    answer(request, Runnable::run);

    assertProblem(404, "no-such-image");
  }

  @Test
  void isUnknownOnlyWhereTheGatewayKnowsAll() {
    found = Optional.empty();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> answer(request, FULL))
        .satisfies(e -> assertThat(e.problem().status()).isEqualTo(404));

    recovering = true;
    assertThatExceptionOfType(RecoveringException.class)
        .isThrownBy(() -> answer(request, FULL))
        .withMessageContaining("image a");
  }

  @Test
  void isARedirectWithoutAskingAnybodyWhereANearNodeHasIt() throws Exception {
    redirection =
        new Redirection(
            (image, holders) -> Optional.of(URI.create("https://img.example/" + image.id())));
    answer(request, FULL);

    assertThat(response.status()).isEqualTo(307);
    assertThat(response.headers())
        .containsEntry("Location", "https://img.example/a")
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("Content-Length", "0");
    assertThat(response.body()).isEmpty();
    assertThat(asked).isZero();
  }

  private void assertProblem(int status, String type) {
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json");
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains(type);
    assertThat(request.completed()).isEqualTo(1);
  }

  private void answer(FakeRequest asking, Executor executor) throws IOException {
    answer(asking, response, executor);
  }

  private void answer(FakeRequest asking, FakeResponse answered, Executor executor)
      throws IOException {
    var built = asking.build();
    var out = answered.build();
    ImageHeaders headers = new ImageHeaders(Configs.with(), "hanoi");
    ImageAnswer answer =
        new ImageAnswer(reads(), headers, () -> recovering, "a", built, out, redirection);
    Optional<ImageBody> waiting = answer.sendFromHere();
    waiting.ifPresent(body -> new FarDelivery(executor).send(answer, body, built, out));
  }

  private void use(int length) {
    bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    MessageDigest digest = Sha256.newDigest();
    digest.update(bytes);
    found = Optional.of(SampleRecords.image("a", "", "image/gif", Sha256.of(digest), length));
  }

  private ImageReads reads() throws IOException {
    Room room = new Room(folder, OptionalLong.empty(), () -> 0);
    DiskBlobStore empty =
        DiskBlobStore.open(folder.resolve("blobs"), folder.resolve("incoming"), room);
    Catalogue catalogue =
        (Catalogue)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Catalogue.class},
                (proxy, called, arguments) ->
                    switch (called.getName()) {
                      case "find" -> found;
                      case "holders" -> List.of("usa");
                      default -> throw new UnsupportedOperationException(called.getName());
                    });
    return new ImageReads(
        "gateway",
        catalogue,
        new VerifiedBlobs(empty, hash -> {}),
        far,
        Routing.withoutClock(new OneNode()),
        DamageListener.IGNORED);
  }

  private final class OneNode implements Branches, BlobLink {

    @Override
    public List<String> reachable(Collection<String> nodes) {
      return reachable ? List.copyOf(nodes) : List.of();
    }

    @Override
    public Optional<BlobLink> towards(String node) {
      return Optional.of(this);
    }

    @Override
    public List<Receipt> send(String node, List<Parcel> parcels) {
      throw new UnsupportedOperationException();
    }

    @Override
    public BlobStream open(String node, Sha256 hash, long from, long count) {
      asked++;
      int length = count < 0 ? bytes.length : (int) count;
      byte[] part = Arrays.copyOfRange(bytes, (int) from, (int) from + length);
      InputStream broken =
          new InputStream() {
            @Override
            public int read() throws IOException {
              throw new LinkException(LinkException.Kind.FAILED, "broke off");
            }
          };
      int sent = Math.min(breaksAfter, length);
      whenAsked.run();
      InputStream body = new SequenceInputStream(new ByteArrayInputStream(part, 0, sent), broken);
      return new BlobStream(body, length, () -> {});
    }

    @Override
    public void put(String node, Blob blob, ImageEntry image) {
      throw new UnsupportedOperationException();
    }
  }
}

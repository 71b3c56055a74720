package org.legim.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.image.SampleImages.gif;
import static org.legim.image.WriteCondition.NONE;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.Blob;
import org.legim.blob.DiskBlobStore;
import org.legim.blob.Room;
import org.legim.blob.Sha256;
import org.legim.blob.VerifiedBlobs;
import org.legim.catalogue.Catalogue;
import org.legim.catalogue.ImageRecord;
import org.legim.catalogue.SqliteCatalogue;
import org.legim.config.OnStop;
import org.legim.flow.Intake;
import org.legim.flow.Reclaim;
import org.legim.flow.ReportDesk;
import org.legim.flow.Reporter;
import org.legim.flow.Upload;
import org.legim.link.BlobLink;
import org.legim.link.BlobStream;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;
import org.legim.link.Parcel;
import org.legim.link.Receipt;
import org.legim.route.Branches;
import org.legim.route.ImageReads;
import org.legim.testing.LogLines;

/** A gateway and its books, all real but for the network and the time. */
class TreeStopTest {

  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final int LENGTH = 100_000;

  @TempDir private Path folder;
  private final TestChildren children = new TestChildren();
  private final Map<Sha256, byte[]> atMember = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private Executor executor = Runnable::run;
  private OnStop onStop = OnStop.DRAIN;
  private OptionalLong capacity = OptionalLong.empty();
  private Runnable meanwhile = () -> {};
  private long nanos = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(5);
  private Catalogue catalogue;
  private Catalogue member;
  private Reporter reporter;
  private DiskBlobStore blobs;
  private Reclaim reclaim;
  private Intake intake;
  private TreeStop stop;

  @BeforeEach
  void open() throws IOException {
    catalogue = catalogue("gateway");
    catalogue.ledger().lead("tree");
    member = catalogue("member");
    Room room = new Room(folder, OptionalLong.empty(), () -> 0);
    blobs = DiskBlobStore.open(folder.resolve("blobs"), folder.resolve("incoming"), room);
    reclaim = new Reclaim(blobs, catalogue);
    intake = new Intake(blobs, catalogue, reclaim, 10 * LENGTH, (blob, from) -> {});
    ReportDesk desk =
        new ReportDesk(
            report -> "member",
            catalogue.ledger(),
            () -> false,
            hash -> {},
            hashes -> {},
            hash -> {},
            (node, run) -> {});
    reporter =
        new Reporter(
            "member",
            "run-1",
            member.holdings(),
            desk::receive,
            hash -> {},
            Runnable::run,
            () -> nanos);
    reporter.joined();
    children.add("child");
  }

  @AfterEach
  void close() {
    reclaim.close();
    catalogue.close();
    member.close();
  }

  private Catalogue catalogue(String id) throws IOException {
    Path own = Files.createDirectories(folder.resolve(id));
    return SqliteCatalogue.open(
        own.resolve("catalogue.db"),
        Files.createDirectories(own.resolve("native")),
        id,
        1,
        Clock.systemUTC());
  }

  private void start() throws IOException {
    Room room = new Room(folder, capacity, () -> catalogue.tally().bytes());
    blobs = DiskBlobStore.open(folder.resolve("blobs"), folder.resolve("incoming"), room);
    ImageReads reads =
        new ImageReads("gateway", catalogue, new VerifiedBlobs(blobs, hash -> {}), new Below());
    stop =
        new TreeStop(
            new TreeStop.Site("gateway", catalogue, blobs, reads, reclaim::offer, onStop, TIMEOUT),
            () -> told.add("suspended"),
            children,
            task -> executor.execute(task),
            () -> nanos);
  }

  private ImageRecord upload(String id, int seed) throws Exception {
    byte[] bytes = gif(seed, LENGTH);
    Upload upload =
        new Upload(new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length), "a.gif");
    return intake.put(id, upload, NONE).image();
  }

  /** An image that only the member holds. */
  private Sha256 uploadToMember(String id, int seed) throws Exception {
    ImageRecord image = upload(id, seed);
    Sha256 hash = image.sha256();
    atMember.put(hash, gif(seed, LENGTH));
    member.holdings().keep(image.entry());
    reporter.wake();
    assertThat(catalogue.ledger().release("gateway", List.of(hash), Set.of("gateway", "member"), 1))
        .containsExactly(hash);
    assertThat(blobs.remove(hash, () -> true)).isTrue();
    return hash;
  }

  private void pass(Duration time) {
    long end = nanos + time.toNanos();
    while (end - nanos > 0) {
      nanos += TimeUnit.MILLISECONDS.toNanos(200);
      stop.tick();
    }
  }

  private boolean isHere(Sha256 hash) throws IOException {
    Optional<Blob> blob = blobs.open(hash);
    if (blob.isPresent()) {
      blob.get().close();
    }
    return blob.isPresent();
  }

  private void childStops() {
    pass(Duration.ofSeconds(1));
    assertThat(children.calls).first().isEqualTo("stop child gateway null");
    children.silent.add("child");
    pass(Duration.ofSeconds(2));
  }

  @Test
  void copiesUpWhatOnlyOthersHoldAndThenStopsItsChildren() throws Exception {
    Sha256 own = upload("own", 1).sha256();
    Sha256 below = uploadToMember("below", 2);
    Sha256 other = uploadToMember("other", 3);
    uploadToMember("same-bytes", 3);
    start();
    assertThat(stop.hasBegun()).isFalse();
    meanwhile =
        () -> {
          assertThat(stop.hasBegun()).isTrue();
          assertThat(told).containsExactly("suspended");
          assertThat(children.calls).isEmpty();
        };
    try (LogLines log = new LogLines(TreeStop.class)) {
      CompletableFuture<Outcome> stopped = stop.stop();
      assertThat(stop.stop()).isNotDone();
      childStops();
      assertThat(stopped).isCompletedWithValue(Outcome.STAYED);
      assertThat(log.lines())
          .contains(
              "INFO 2 blobs (200000 bytes) that only other nodes held were copied, 0 (0 bytes)"
                  + " could not be; now the children stop");
    }

    assertThat(catalogue.holders(own)).containsExactly("gateway");
    assertThat(catalogue.holders(below)).containsExactly("gateway", "member");
    assertThat(catalogue.holders(other)).containsExactly("gateway", "member");
    try (Blob blob = blobs.open(below).orElseThrow()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      blob.copy(0, blob.bytes(), bytes);
      assertThat(bytes.toByteArray()).isEqualTo(gif(2, LENGTH));
    }
    assertThat(told).containsExactly("suspended");
  }

  @Test
  void copiesAsFarAsThereIsRoom() throws Exception {
    for (int i = 0; i < 3; i++) {
      uploadToMember("image-" + i, i);
    }
    capacity = OptionalLong.of(2 * LENGTH + LENGTH / 2);
    start();
    try (LogLines log = new LogLines(TreeStop.class)) {
      CompletableFuture<Outcome> stopped = stop.stop();
      childStops();
      assertThat(stopped).isCompletedWithValue(Outcome.STAYED);
      assertThat(log.lines())
          .contains(
              "INFO 2 blobs (200000 bytes) that only other nodes held were copied,"
                  + " 1 (100000 bytes) could not be; now the children stop");
    }
    assertThat(catalogue.tally().blobs()).isEqualTo(2);
  }

  @Test
  void keepsNoDamagedBytes() throws Exception {
    Sha256 hash = uploadToMember("damaged", 1);
    atMember.get(hash)[50] ^= 1;
    start();
    stop.stop();
    childStops();

    assertThat(catalogue.holders(hash)).containsExactly("member");
    assertThat(isHere(hash)).isFalse();
  }

  @Test
  void doesNotBringBackWhatIsDeletedMeanwhile() throws Exception {
    Sha256 hash = uploadToMember("deleted", 1);
    start();
    meanwhile =
        () -> {
          try {
            catalogue.delete("deleted", NONE);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        };
    stop.stop();

    assertThat(catalogue.find("deleted")).isEmpty();
    assertThat(catalogue.holdings().holds(hash)).isFalse();
  }

  @Test
  void doesNotBringBackWhatIsReplacedMeanwhile() throws Exception {
    Sha256 old = uploadToMember("replaced", 1);
    start();
    List<ImageRecord> newer = new ArrayList<>();
    meanwhile =
        () -> {
          try {
            newer.add(upload("replaced", 2));
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        };
    stop.stop();

    assertThat(catalogue.find("replaced")).contains(newer.get(0));
    assertThat(catalogue.holdings().holds(old)).isFalse();
  }

  @Test
  void aHurryEndsTheCopyingAndASecondOneTheWaiting() throws Exception {
    Sha256 hash = uploadToMember("below", 1);
    executor = tasks::add;
    start();
    CompletableFuture<Outcome> stopped = stop.stop();
    pass(Duration.ofSeconds(5));
    stop.hurry();
    pass(Duration.ofSeconds(5));
    assertThat(children.calls).isEmpty();
    runTasks();
    pass(Duration.ofSeconds(1));
    runTasks();
    assertThat(children.calls).contains("stop child gateway null");
    assertThat(catalogue.holders(hash)).containsExactly("member");

    assertThat(stopped).isNotDone();
    stop.hurry();
    assertThat(stopped).isCompletedWithValue(Outcome.STAYED);
  }

  @Test
  void goesOnWhereNothingComes() throws Exception {
    uploadToMember("below", 1);
    executor = tasks::add;
    start();
    stop.stop();
    pass(TIMEOUT.minusSeconds(1));
    int copying = tasks.size();
    pass(Duration.ofSeconds(29));
    assertThat(tasks).hasSize(copying);
    pass(Duration.ofSeconds(5));
    assertThat(tasks).hasSize(copying + 1);
    tasks.removeLast().run();
    assertThat(children.calls).containsExactly("stop child gateway null");
  }

  @Test
  void waitsForItsChildrenAMinute() throws Exception {
    start();
    CompletableFuture<Outcome> stopped = stop.stop();
    pass(Duration.ofSeconds(59));
    assertThat(stopped).isNotDone();
    pass(Duration.ofSeconds(2));
    assertThat(stopped).isCompletedWithValue(Outcome.STAYED);
  }

  @Test
  void stopsAloneWhereOnStopIsKeep() throws Exception {
    onStop = OnStop.KEEP;
    start();
    assertThat(stop.stop()).isCompletedWithValue(Outcome.STAYED);
    assertThat(children.calls).isEmpty();
  }

  @Test
  void stopsAtOnceWithoutChildren() throws Exception {
    children.direct.clear();
    start();
    assertThat(stop.stop()).isCompletedWithValue(Outcome.STAYED);
  }

  private void runTasks() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  private final class Below implements Branches {
    @Override
    public List<String> reachable(Collection<String> nodes) {
      return nodes.stream().filter("member"::equals).toList();
    }

    @Override
    public Optional<BlobLink> towards(String node) {
      return Optional.of(new Link());
    }
  }

  private final class Link implements BlobLink {
    @Override
    public BlobStream open(String node, Sha256 hash, long from, long count) throws LinkException {
      meanwhile.run();
      byte[] bytes = atMember.get(hash);
      byte[] part =
          Arrays.copyOfRange(bytes, (int) from, count < 0 ? bytes.length : (int) (from + count));
      return new BlobStream(new ByteArrayInputStream(part), part.length, () -> {});
    }

    @Override
    public void put(String node, Blob blob, ImageEntry image) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Receipt> send(String node, List<Parcel> parcels) {
      throw new UnsupportedOperationException();
    }
  }
}

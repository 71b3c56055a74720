import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.legim.blob.DiskBlobStore;
import org.legim.blob.Incoming;
import org.legim.blob.Room;
import org.legim.blob.Sha256;
import org.legim.catalogue.Catalogue;
import org.legim.catalogue.NewImage;
import org.legim.catalogue.SqliteCatalogue;
import org.legim.flow.Placement;
import org.legim.flow.ReportDesk;
import org.legim.flow.StayingNodes;
import org.legim.image.ImageSize;
import org.legim.image.WriteCondition;
import org.legim.link.BlobLink;
import org.legim.link.Caller;
import org.legim.link.Heartbeat;
import org.legim.link.Hello;
import org.legim.link.HelloAnswer;
import org.legim.link.Join;
import org.legim.link.JoinAnswer;
import org.legim.link.LinkException;
import org.legim.link.LinkHandshake;
import org.legim.link.Report;
import org.legim.link.Session;
import org.legim.link.Sessions;
import org.legim.link.Signature;
import org.legim.route.Branches;
import org.legim.tree.LocalNode;
import org.legim.tree.PublicSite;
import org.legim.tree.StayingNode;
import org.legim.tree.Surroundings;
import org.legim.tree.Tree;

/**
 * A gateway composed of the classes of a node, as {@code org.legim.node.Network} does, but without
 * threads, and called with the bytes of messages instead of over HTTP.
 */
final class Gateway implements Closeable {

  static final String ID = "00000000-0000-4000-8000-00000000feed";
  static final String TREE = "00000000-0000-4000-8000-0000000000ee";
  static final String SECRET = "the secret of the measurement";
  static final Jsonb JSON = JsonbBuilder.create();
  private static final String WRITER = "legim-catalogue-writer";
  private static final int OK = 200;

  private final Meter meter;
  private final Catalogue catalogue;
  private final DiskBlobStore blobs;
  private final LinkHandshake handshake;
  private final Sessions sessions;
  private final Tree tree;
  private final ReportDesk desk;
  private final Placement placement;
  private final Queue<Runnable> placing = new ArrayDeque<>();

  Gateway(Path folder, Meter meter, LongSupplier nanos, Function<String, BlobLink> links)
      throws Exception {
    this.meter = meter;
    MemoryIdentity identity = MemoryIdentity.of(ID, false);
    long[] before = writers();
    catalogue =
        SqliteCatalogue.open(folder.resolve("catalogue.db"), folder, ID, 1, Clock.systemUTC());
    meter.writer(newest(before));
    Room room = new Room(folder, OptionalLong.empty(), () -> catalogue.tally().bytes());
    blobs = DiskBlobStore.open(folder.resolve("blobs"), folder.resolve("incoming"), room);
    handshake = new LinkHandshake(ID, identity.key(), List.of(SECRET), new SecureRandom());
    sessions = new Sessions(nanos);
    LocalNode self =
        new LocalNode(
            identity,
            "run",
            "gateway",
            true,
            Optional.empty(),
            3333,
            "/legim",
            Optional.empty(),
            PublicSite.none(),
            catalogue::tally,
            () -> free(room),
            () -> 0,
            catalogue.holdings()::state,
            Map.of());
    tree =
        new Tree(
            self,
            new Surroundings(
                Optional.empty(),
                url -> null,
                Runnable::run,
                Runnable::run,
                child -> {},
                catalogue.rosters(),
                catalogue.ledger(),
                nanos,
                new Random(1)));
    placement =
        new Placement(
            new Placement.Site(ID, catalogue, blobs, branches(links), new Random(1)),
            staying(),
            () -> 1,
            hash -> {},
            placing::add,
            nanos);
    desk =
        new ReportDesk(
            this::fence,
            catalogue.ledger(),
            tree.topology()::isRecovering,
            placement::offer,
            lost -> {},
            hash -> {},
            tree::completed);
    tree.start();
  }

  private String fence(Report report) throws LinkException {
    tree.reportFence(report);
    return tree.nameOf(report.node());
  }

  private static long free(Room room) {
    try {
      return room.free();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static long[] writers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(WRITER))
        .mapToLong(Thread::getId)
        .toArray();
  }

  private static long newest(long[] before) {
    List<Long> known = java.util.Arrays.stream(before).boxed().toList();
    return java.util.Arrays.stream(writers())
        .filter(id -> !known.contains(id))
        .findAny()
        .orElseThrow();
  }

  private Branches branches(Function<String, BlobLink> links) {
    return new Branches() {
      @Override
      public List<String> reachable(Collection<String> nodes) {
        return tree.topology().reachable(nodes);
      }

      @Override
      public Optional<BlobLink> towards(String node) {
        return tree.topology().towards(node).map(child -> links.apply(child.id()));
      }
    };
  }

  private StayingNodes staying() {
    return new StayingNodes() {
      @Override
      public List<StayingNode> staying() {
        return tree.topology().staying();
      }

      @Override
      public boolean isRecovering() {
        return tree.topology().isRecovering();
      }
    };
  }

  Catalogue catalogue() {
    return catalogue;
  }

  Tree tree() {
    return tree;
  }

  Placement placement() {
    return placement;
  }

  /** An upload of a few bytes, up to where it is offered to the placement. */
  Sha256 store(String id, byte[] bytes) throws Exception {
    try (Incoming incoming = blobs.receive(OptionalLong.of(bytes.length))) {
      incoming.write(bytes, 0, bytes.length);
      Sha256 hash = incoming.finish();
      blobs.keep(incoming).close();
      catalogue.put(id, image(bytes.length, hash), WriteCondition.NONE);
      return hash;
    }
  }

  static NewImage image(long bytes, Sha256 hash) {
    return new NewImage(
        "photo.jpg", "image/jpeg", bytes, Optional.of(new ImageSize(4000, 3000)), hash);
  }

  /** What a node does five times a second. */
  void tick() {
    meter.begin();
    tree.tick();
    meter.end("tick of the tree", ID, 0);
    meter.begin();
    placement.tick();
    meter.end("tick of the placement", ID, 0);
    meter.begin();
    for (Runnable task = placing.poll(); task != null; task = placing.poll()) {
      task.run();
    }
    meter.end("placing", ID, 0);
  }

  /** An answer as it goes over the wire. */
  record Answer(byte[] body, String signature) {}

  /** Says hello; not signed. */
  byte[] hello(byte[] body) throws LinkException {
    meter.begin();
    Hello hello = read(body, Hello.class);
    LinkHandshake.Welcome welcome = handshake.welcome(hello, false);
    sessions.propose(welcome.session());
    HelloAnswer answer = welcome.answer();
    byte[] written = write(answer);
    meter.end("hello", hello.node(), body.length + written.length + Wire.HEADERS);
    return written;
  }

  /** Any other call. */
  Answer call(String path, byte[] body, Signature signature) throws LinkException {
    meter.begin();
    String node = null;
    byte[] written = new byte[0];
    try {
      Session session = sessions.find(signature.session());
      node = session.peer().node();
      session.verify("POST", path, body, signature);
      sessions.used(session);
      written = write(answer(path, body, session.caller("127.0.0.1")));
      return new Answer(written, session.signAnswer(signature.counter(), OK, written));
    } finally {
      meter.end(
          path.substring("/link/".length()), node, body.length + written.length + Wire.HEADERS);
    }
  }

  private Object answer(String path, byte[] body, Caller caller) throws LinkException {
    switch (path) {
      case "/link/join" -> {
        JoinAnswer answer = tree.join(read(body, Join.class), caller);
        if (answer.verdict() != JoinAnswer.Verdict.ACCEPTED) {
          throw new IllegalStateException("not let in: " + answer);
        }
        sessions.establish(caller.session());
        return answer;
      }
      case "/link/heartbeat" -> {
        return tree.heartbeat(read(body, Heartbeat.class), caller);
      }
      case "/link/report" -> {
        Report report = read(body, Report.class);
        tree.requireBranch(report.node(), caller);
        return desk.receive(report);
      }
      default -> throw new IllegalArgumentException(path);
    }
  }

  static <T> T read(byte[] json, Class<T> type) {
    return JSON.fromJson(new String(json, StandardCharsets.UTF_8), type);
  }

  static byte[] write(Object message) {
    return JSON.toJson(message).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    catalogue.close();
  }
}

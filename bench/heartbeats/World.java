import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.legim.blob.Sha256;
import org.legim.image.WriteCondition;
import org.legim.link.ImageEntry;

/** A gateway and its leaves, in one thread and in a time of their own. */
final class World implements Closeable {

  static final int TICKS_PER_SECOND = 5;
  private static final long TICK_NANOS = 1_000_000_000L / TICKS_PER_SECOND;
  private static final int MOST_SECONDS = 300;

  private final Path folder;
  private final Images images;
  private final Meter meter = new Meter();
  private final List<Leaf> leaves = new ArrayList<>();
  private final Map<String, Leaf> byId = new HashMap<>();
  private Gateway gateway;
  private long nanos;
  private int stored;
  private final Deque<String> uploaded = new ArrayDeque<>();
  private int stale;
  private int turn;

  World(Path folder, Images images) throws Exception {
    this.folder = folder;
    this.images = images;
    Map<String, Long> digests = digests();
    for (int i = 0; i < images.leaves(); i++) {
      Leaf leaf = new Leaf(i, images, digests.get(Leaf.id(i)), () -> gateway, () -> nanos);
      leaves.add(leaf);
      byId.put(leaf.id(), leaf);
    }
    open();
  }

  // Those that the fill has computed.
  private Map<String, Long> digests() throws Exception {
    Map<String, Long> digests = new HashMap<>();
    try (Connection db = Fill.connect(folder.resolve("catalogue.db"));
        ResultSet rows = db.createStatement().executeQuery("select node, digest from tally")) {
      while (rows.next()) {
        digests.put(rows.getString(1), rows.getLong(2));
      }
    }
    return digests;
  }

  private void open() throws Exception {
    gateway = new Gateway(folder, meter, () -> nanos, id -> byId.get(id).link());
  }

  Gateway gateway() {
    return gateway;
  }

  Images images() {
    return images;
  }

  Meter meter() {
    return meter;
  }

  /** One fifth of a second. */
  void tick() {
    nanos += TICK_NANOS;
    gateway.tick();
    leaves.forEach(Leaf::tick);
  }

  void seconds(int seconds) {
    for (int i = 0; i < seconds * TICKS_PER_SECOND; i++) {
      tick();
    }
  }

  /** Lets time pass until something is the case. */
  void until(BooleanSupplier reached) {
    for (int i = 0; !reached.getAsBoolean(); i++) {
      if (i > MOST_SECONDS * TICKS_PER_SECOND) {
        throw new IllegalStateException("waited in vain");
      }
      tick();
    }
  }

  /** Until the gateway knows of every leaf that both agree. */
  void untilWhole() {
    until(() -> gateway.tree().topology().staying().size() == leaves.size() + 1);
  }

  /** Opens the gateway anew on its files; returns how many milliseconds that took. */
  long restart() throws Exception {
    gateway.close();
    long begin = System.nanoTime();
    open();
    return (System.nanoTime() - begin) / 1_000_000;
  }

  /** Uploads an image, which the placement sends to a leaf. */
  void upload() throws Exception {
    String id = "new-" + stored++;
    uploaded.add(id);
    Sha256 hash =
        gateway.store(id, (folder + id + System.nanoTime()).getBytes(StandardCharsets.UTF_8));
    meter.begin();
    gateway.placement().offer(hash);
    meter.end("offer of an upload", Gateway.ID, 0);
  }

  /** Deletes the image that was uploaded first. */
  void deleteUpload() throws Exception {
    delete(uploaded.remove());
  }

  void delete(String id) throws Exception {
    gateway.catalogue().delete(id, WriteCondition.NONE);
  }

  /** The gateway stores an image and a leaf has got it, but not yet said so; returns its id. */
  String arrive(Leaf leaf) throws Exception {
    String id = "new-" + stored++;
    Sha256 hash = sha256(id);
    ImageEntry entry =
        gateway
            .catalogue()
            .put(id, Gateway.image(Images.BYTES, hash), WriteCondition.NONE)
            .image()
            .entry();
    leaf.holdings().keep(entry);
    return id;
  }

  Sha256 sha256(String text) {
    byte[] hash = Images.sha256().digest((folder + text + nanos).getBytes(StandardCharsets.UTF_8));
    return new Sha256(java.util.HexFormat.of().formatHex(hash));
  }

  /** Each leaf in turn. */
  int nextLeaf() {
    turn = (turn + 1) % leaves.size();
    return turn;
  }

  Leaf leaf(int number) {
    return leaves.get(number);
  }

  boolean stays(Leaf leaf) {
    return gateway.tree().topology().staying().stream()
        .anyMatch(node -> node.id().equals(leaf.id()));
  }

  /** Makes one record of a leaf differ from the gateway's. */
  void differ(Leaf leaf) {
    leaf.holdings().forgetNewest(stale++);
  }

  @Override
  public void close() {
    gateway.close();
  }
}

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.legim.blob.Blob;
import org.legim.blob.Sha256;
import org.legim.catalogue.Rosters;
import org.legim.catalogue.Tally;
import org.legim.config.ParentAddress;
import org.legim.flow.Reporter;
import org.legim.link.BlobLink;
import org.legim.link.BlobStream;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;
import org.legim.link.Parcel;
import org.legim.link.Receipt;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;
import org.legim.link.Roster;
import org.legim.tree.LocalNode;
import org.legim.tree.PublicSite;
import org.legim.tree.Surroundings;
import org.legim.tree.Tree;
import org.legim.tree.TreeListener;

/** A leaf with the tree and the reporter of a node, but without a disk. */
final class Leaf implements TreeListener {

  private static final ParentAddress PARENT = new ParentAddress("127.0.0.1", 3333, "/legim", false);
  private static final long FREE = 1L << 40;

  private final LeafHoldings holdings;
  private final Tree tree;
  private final Reporter reporter;
  private long reported;
  private boolean away;
  private boolean complete;

  Leaf(int number, Images images, long digest, Supplier<Gateway> gateway, LongSupplier nanos) {
    String id = id(number);
    holdings = new LeafHoldings(number, images, digest);
    reported = holdings.state().newest();
    MemoryIdentity identity = MemoryIdentity.of(id, true);
    LocalNode self =
        new LocalNode(
            identity,
            "run-" + number,
            "leaf-" + number,
            true,
            Optional.of("http://10.1.0." + number + ":3333/legim"),
            3333,
            "/legim",
            Optional.empty(),
            PublicSite.none(),
            this::tally,
            () -> FREE - tally().bytes(),
            () -> 0,
            holdings::state,
            Map.of());
    tree =
        new Tree(
            self,
            new Surroundings(
                Optional.of(PARENT),
                url -> new Wire(id, identity.key(), gateway),
                Runnable::run,
                Runnable::run,
                child -> {},
                new MemoryRosters(),
                null,
                nanos,
                new Random(number)));
    reporter =
        new Reporter(id, self.run(), holdings, this::report, blob -> {}, Runnable::run, nanos);
    tree.listen(this);
    tree.start();
  }

  static String id(int number) {
    return String.format("00000000-0000-4000-8000-%012d", number);
  }

  private Tally tally() {
    long count = holdings.count();
    return new Tally(count, count, count * Images.BYTES);
  }

  private ReportAnswer report(Report report) throws LinkException {
    ReportAnswer answer = tree.report(report);
    complete = answer.complete();
    return answer;
  }

  LeafHoldings holdings() {
    return holdings;
  }

  String id() {
    return holdings.node();
  }

  /** Whether both sides agree since {@link #compare}. */
  boolean isComplete() {
    return complete;
  }

  /** Whether it is silent from now on. */
  void away(boolean now) {
    away = now;
  }

  void tick() {
    if (away) {
      return;
    }
    tree.tick();
    long newest = holdings.state().newest();
    if (newest > reported) {
      reported = newest;
      reporter.wake();
    }
    reporter.tick();
  }

  /** Compares everything with the gateway now, as after a join. */
  void compare() {
    complete = false;
    reporter.joined();
  }

  @Override
  public void woken() {
    reporter.wake();
  }

  @Override
  public void joined(long epoch) {
    reporter.joined();
  }

  /** What the gateway's placement sends here. */
  BlobLink link() {
    return new BlobLink() {
      @Override
      public void put(String node, Blob blob, ImageEntry image) {
        holdings.keep(image);
      }

      @Override
      public List<Receipt> send(String node, List<Parcel> parcels) {
        throw new UnsupportedOperationException();
      }

      @Override
      public BlobStream open(String node, Sha256 hash, long from, long count) {
        throw new IllegalStateException("nobody reads here");
      }
    };
  }

  private static final class MemoryRosters implements Rosters {
    private Optional<Roster> roster = Optional.empty();

    @Override
    public Optional<Roster> roster() {
      return roster;
    }

    @Override
    public void save(Roster newer) {
      roster = Optional.of(newer);
    }
  }
}

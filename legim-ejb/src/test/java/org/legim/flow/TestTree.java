package org.legim.flow;

import static org.legim.image.SampleImages.gif;
import static org.legim.image.WriteCondition.NONE;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.legim.blob.Blob;
import org.legim.blob.Sha256;
import org.legim.link.BlobLink;
import org.legim.link.BlobStream;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;
import org.legim.link.Parcel;
import org.legim.link.Receipt;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;
import org.legim.route.Branches;
import org.legim.tree.StayingNode;

/** A gateway and nodes below it, all real but for the network, the room, and the time. */
final class TestTree implements Closeable {

  static final String TREE = "tree-1";

  final TestNode gateway;
  final Placement placement;
  final Placement.Site site;
  final ReportDesk desk;
  final Map<String, Leaf> leaves = new LinkedHashMap<>();
  final List<String> complete = new ArrayList<>();
  boolean recovering;
  int replicas = 1;
  private final Path folder;
  private long nanos = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(20);

  TestTree(Path folder) throws IOException {
    this(folder, Runnable::run);
  }

  TestTree(Path folder, Executor executor) throws IOException {
    this.folder = folder;
    this.gateway = node("gateway");
    gateway.catalogue.ledger().lead(TREE);
    this.site =
        new Placement.Site(
            "gateway",
            gateway.catalogue,
            gateway.blobs,
            new TestBranches(),
            new SplittableRandom(1));
    this.placement =
        new Placement(
            site, new TestStaying(), () -> replicas, gateway.reclaim::offer, executor, () -> nanos);
    this.desk =
        new ReportDesk(
            this::pass,
            gateway.catalogue.ledger(),
            () -> recovering,
            placement::offer,
            hashes -> {},
            gateway.reclaim::offer,
            (node, run) -> complete.add(node + " " + run));
  }

  private String pass(Report report) throws LinkException {
    Leaf leaf = leaves.get(report.node());
    if (!report.run().equals(leaf.run) || report.number() <= leaf.passed) {
      throw new LinkException(LinkException.Kind.REFUSED, "not the newest report");
    }
    leaf.passed = report.number();
    return "name-of-" + leaf.id;
  }

  private TestNode node(String id) throws IOException {
    Path own = Files.createDirectories(folder.resolve(id));
    return new TestNode(id, own, OptionalLong.empty(), TestNode.MAX_UPLOAD);
  }

  /** Adds a node that stays, and has reported that it holds nothing. */
  Leaf join(String id, long free) throws IOException {
    Leaf leaf = prepare(id, free);
    leaf.reporter.joined();
    return leaf;
  }

  /** Adds a node that has not said anything yet. */
  Leaf prepare(String id, long free) throws IOException {
    Leaf leaf = new Leaf(id, node(id), free);
    leaves.put(id, leaf);
    return leaf;
  }

  /** Stores an image at the gateway, and offers it. */
  Sha256 upload(String id, int seed, int length) throws Exception {
    Sha256 hash = gateway.intake.put(id, TestNode.upload(gif(seed, length)), NONE).image().sha256();
    placement.offer(hash);
    return hash;
  }

  /** The same, for an image that asks for so many copies. */
  Sha256 upload(String id, int seed, int length, int copies) throws Exception {
    Upload plain = TestNode.upload(gif(seed, length));
    Upload upload =
        new Upload(
            plain.body(),
            plain.announced(),
            plain.name(),
            OptionalInt.of(copies),
            Optional.empty());
    Sha256 hash = gateway.intake.put(id, upload, NONE).image().sha256();
    placement.offer(hash);
    return hash;
  }

  /** A way in that answers only once so many nodes have an image. */
  Intake intake(int quorum, Executor executor) {
    Quorum writes =
        new Quorum(
            new Quorum.Site(
                site,
                new TestStaying(),
                placement,
                quorum,
                gateway.reclaim::offer,
                executor,
                System::nanoTime));
    return new Intake(
        gateway.blobs, writes, gateway.reclaim, TestNode.MAX_UPLOAD, placement::uploaded);
  }

  /** Lets time pass in steps in which everybody does what is due. */
  void pass(long seconds) {
    for (int i = 0; i < seconds; i++) {
      nanos += TimeUnit.SECONDS.toNanos(1);
      tick();
    }
  }

  void tick() {
    leaves.values().forEach(leaf -> leaf.reporter.tick());
    placement.tick();
  }

  List<String> holders(Sha256 hash) {
    return gateway.catalogue.holders(hash);
  }

  @Override
  public void close() {
    gateway.close();
    leaves.values().forEach(leaf -> leaf.node.close());
  }

  /** A node below the gateway. */
  final class Leaf {
    final String id;
    final TestNode node;
    final Reporter reporter;
    final BlobReceipt receipt;
    final List<Report> reports = new ArrayList<>();
    final List<Sha256> received = new ArrayList<>();
    String run = "run-1";
    String branch;
    long passed;
    long free;
    boolean staying = true;
    boolean reachable = true;
    boolean fails;
    boolean losesReceipts;
    Runnable beforeReceipt = () -> {};
    boolean reportsAtOnce = true;
    int reportsLost;
    int answersLost;

    Leaf(String id, TestNode node, long free) {
      this.id = id;
      this.branch = id;
      this.node = node;
      this.free = free;
      this.reporter =
          new Reporter(
              id,
              run,
              node.catalogue.holdings(),
              this::report,
              node.reclaim::offer,
              Runnable::run,
              () -> nanos);
      this.receipt =
          new BlobReceipt(
              new BlobReceipt.Site(
                  id, node.blobs, node.catalogue.holdings(), node.reclaim::offer, Runnable::run),
              () -> false,
              blobs -> {
                if (reportsAtOnce) {
                  reporter.wake();
                }
              });
    }

    private ReportAnswer report(Report report) throws LinkException {
      if (reportsLost > 0) {
        reportsLost--;
        throw new LinkException(LinkException.Kind.UNREACHABLE, "the report was lost");
      }
      reports.add(report);
      ReportAnswer answer = desk.receive(report);
      if (answersLost > 0) {
        answersLost--;
        throw new LinkException(LinkException.Kind.UNREACHABLE, "the answer was lost");
      }
      return answer;
    }
  }

  private final class TestStaying implements StayingNodes {
    @Override
    public List<StayingNode> staying() {
      List<StayingNode> staying = new ArrayList<>();
      staying.add(new StayingNode("gateway", 1L << 40, "gateway"));
      leaves.values().stream()
          .filter(leaf -> leaf.staying)
          .forEach(leaf -> staying.add(new StayingNode(leaf.id, leaf.free, leaf.branch)));
      return staying;
    }

    @Override
    public boolean isRecovering() {
      return recovering;
    }
  }

  private final class TestBranches implements Branches {
    @Override
    public List<String> reachable(Collection<String> nodes) {
      return leaves.values().stream()
          .filter(leaf -> leaf.reachable && nodes.contains(leaf.id))
          .map(leaf -> leaf.id)
          .toList();
    }

    @Override
    public Optional<BlobLink> towards(String node) {
      return Optional.ofNullable(leaves.get(node))
          .filter(leaf -> leaf.reachable)
          .map(leaf -> new TestLink());
    }
  }

  private final class TestLink implements BlobLink {
    @Override
    public List<Receipt> send(String node, List<Parcel> parcels) throws LinkException {
      Leaf leaf = leaves.get(node);
      if (leaf.fails) {
        throw new LinkException(LinkException.Kind.UNREACHABLE, node + " fails");
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        for (Parcel parcel : parcels) {
          parcel.blob().copy(0, parcel.blob().bytes(), bytes);
          leaf.received.add(parcel.blob().hash());
        }
      } catch (IOException e) {
        throw new LinkException(LinkException.Kind.FAILED, "cannot read", e);
      }
      leaf.beforeReceipt.run();
      List<Receipt> receipts =
          leaf.receipt.receiveAll(
              parcels.stream().map(Parcel::image).toList(),
              new ByteArrayInputStream(bytes.toByteArray()));
      if (leaf.losesReceipts) {
        throw new LinkException(LinkException.Kind.UNREACHABLE, "the receipt was lost");
      }
      return receipts;
    }

    @Override
    public BlobStream open(String node, Sha256 hash, long from, long count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void put(String node, Blob blob, ImageEntry image) throws LinkException {
      Leaf leaf = leaves.get(node);
      if (leaf.fails) {
        throw new LinkException(LinkException.Kind.FAILED, node + " fails");
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        blob.copy(0, blob.bytes(), bytes);
      } catch (IOException e) {
        throw new LinkException(LinkException.Kind.FAILED, "cannot read", e);
      }
      leaf.received.add(blob.hash());
      leaf.receipt.receive(
          blob.hash(), blob.bytes(), image, new ByteArrayInputStream(bytes.toByteArray()));
    }
  }
}

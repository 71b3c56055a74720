package org.legim.node;

import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.Sha256;
import org.legim.catalogue.Catalogue;
import org.legim.config.ConfigKey;
import org.legim.config.NodeConfig;
import org.legim.drain.DrainClasses;
import org.legim.drain.DrainService;
import org.legim.flow.BlobReceipt;
import org.legim.flow.Flow;
import org.legim.flow.Intake;
import org.legim.flow.Placement;
import org.legim.flow.ReportDesk;
import org.legim.flow.Reporter;
import org.legim.link.BlobConnections;
import org.legim.link.BlobService;
import org.legim.link.ChildClient;
import org.legim.link.LinkException;
import org.legim.link.LinkHandshake;
import org.legim.link.LinkService;
import org.legim.link.LinkTimeouts;
import org.legim.link.NodeKey;
import org.legim.link.ParentClient;
import org.legim.link.Report;
import org.legim.link.Sessions;
import org.legim.repair.Health;
import org.legim.route.FarBlobs;
import org.legim.route.ImageReads;
import org.legim.route.Relay;
import org.legim.route.Routing;
import org.legim.scrub.Scrubber;
import org.legim.tree.ChildPing;
import org.legim.tree.Identity;
import org.legim.tree.PublicSite;
import org.legim.tree.Surroundings;
import org.legim.tree.Topology;
import org.legim.tree.Tree;
import org.legim.tree.TreeListener;

/**
 * Everything of a node that has to do with other nodes: its place in the tree, the links to parent
 * and children, and what flows along them.
 */
public final class Network implements Closeable {

  private static final Logger LOG = Logger.getLogger(Network.class.getName());

  private final Workers workers;
  private final Sessions sessions = new Sessions(System::nanoTime);
  private final ChildClient children = new ChildClient(LinkTimeouts.DEFAULT);
  private final BlobConnections connections =
      new BlobConnections(LinkTimeouts.DEFAULT, System::nanoTime);
  private final ReadRouting latencies = new ReadRouting();
  private final Parents parents;
  private final String self;
  private final ChildPing ping;
  private final Tree tree;
  private final TreeBranches branches;
  private final Optional<Reporter> reporter;
  private final CopyKeeping copies;
  private final LinkService links;
  private final BlobService blobs;
  private final Intake intake;
  private final Routing routing;
  private final ImageReads reads;
  private final Consumer<Sha256> reclaim;
  private final Scrubber scrubber;
  private final DiskNews news;
  private final Stopping stopping;

  /** Puts the parts together; nothing moves before {@link #start}. */
  Network(NodeConfig config, Storage storage, Workers workers, PublicSite site) {
    this.workers = workers;
    Identity identity = storage.identity();
    self = identity.id();
    ping = new SignedPing(self, children, sessions);
    String run = UUID.randomUUID().toString();
    Catalogue catalogue = storage.catalogue();
    reclaim = storage.reclaim()::offer;
    scrubber = storage.scrubber();
    LinkHandshake handshake =
        new LinkHandshake(
            self, NodeKey.of(identity.privateKey()), config.secrets(), new SecureRandom());
    parents = new Parents(url -> new ParentClient(url, LinkTimeouts.DEFAULT, handshake, sessions));
    tree =
        new Tree(SelfDescription.of(config, storage, run, site), surroundings(config, catalogue));
    stopping =
        new Stopping(
            config, storage, tree, workers, new DirectChildren(tree, children, sessions, ping));
    branches =
        new TreeBranches(
            tree.topology(), sessions, this::parent, connections, LinkTimeouts.DEFAULT);
    copies =
        new CopyKeeping(
            config,
            storage,
            tree,
            workers,
            new Placement.Site(self, catalogue, storage.blobs(), branches, new Random()),
            new UnreservedNodes(tree, stopping),
            this::replicas);
    reporter =
        config
            .parent()
            .map(
                to ->
                    new Reporter(
                        self,
                        run,
                        catalogue.holdings(),
                        tree::report,
                        reclaim,
                        workers.reports(),
                        System::nanoTime));
    ReportDesk desk =
        new ReportDesk(
            this::fence,
            catalogue.ledger(),
            tree.topology()::isRecovering,
            copies::gained,
            copies::lost,
            reclaim,
            tree::completed);
    news = new DiskNews(reporter, copies);
    BlobReceipt receipt =
        new BlobReceipt(
            new BlobReceipt.Site(
                self, storage.blobs(), catalogue.holdings(), reclaim, workers.forces()),
            stopping.takesNothing(),
            news::received);
    FarBlobs far = new FarBlobs(storage.memory());
    blobs = new Relay(self, storage.verified(), far, branches, receipt);
    intake =
        new Intake(
            storage.blobs(),
            copies.writes(),
            storage.reclaim(),
            config.maxUpload(),
            copies::uploaded);
    routing = latencies.over(branches, workers);
    reads = new ImageReads(self, catalogue, storage.verified(), far, routing, copies::damaged);
    if (config.parent().isPresent()) {
      stopping.ofMember(run, branches, this::wakeReporter);
    } else {
      stopping.ofGateway(this::replicas, reads, copies);
    }
    links =
        new LinkDesk(
            self,
            handshake,
            sessions,
            tree,
            stopping.drains().map(drains -> new GatewayDesk(desk, drains)),
            stopping::ordered);
    tree.listen(new Listener());
  }

  /** On how many nodes an image is kept that asks for no number of its own. */
  public int replicas() {
    return Integer.parseInt(
        tree.setting(ConfigKey.REPLICAS.key()).orElse(ConfigKey.REPLICAS.defaultValue()));
  }

  private Surroundings surroundings(NodeConfig config, Catalogue catalogue) {
    return new Surroundings(
        config.parent(),
        parents::link,
        workers.uplink(),
        workers.probes(),
        latencies.measured(ping),
        latencies::millis,
        catalogue.rosters(),
        catalogue.ledger(),
        System::nanoTime,
        new Random());
  }

  private Optional<ParentClient> parent() {
    return tree.parentUrl().map(parents::link);
  }

  /** Begins to look for the parent and to listen to children. */
  void start() {
    DrainClasses.warmUp();
    connections.warmUp();
    stopping.resume();
    tree.start();
    stopping.start();
    scrubber.start(news::lost);
    workers.everyTick(this::takePart);
    workers.everyTick(connections::tidy);
    reporter.ifPresent(each -> workers.everyTick(each::tick));
    if (tree.isGateway()) {
      copies.start(workers);
    }
  }

  // Who has left and goes on running, on a server of others, does not join again.
  private void takePart() {
    if (stopping.exit().ended().isEmpty()) {
      tree.tick();
    }
  }

  private String fence(Report report) throws LinkException {
    tree.reportFence(report);
    return tree.nameOf(report.node());
  }

  private void wakeReporter() {
    reporter.ifPresent(Reporter::wake);
  }

  /** This node's place in the tree. */
  public Tree tree() {
    return tree;
  }

  /** The tree as this node knows it. */
  public Topology topology() {
    return tree.topology();
  }

  /** The sessions with neighbours. */
  public Sessions sessions() {
    return sessions;
  }

  /** What neighbours may call. */
  public LinkService links() {
    return links;
  }

  /** What neighbours may ask of blobs. */
  public BlobService blobs() {
    return blobs;
  }

  /** The way in. */
  public Intake intake() {
    return intake;
  }

  /** The way out. */
  public ImageReads reads() {
    return reads;
  }

  /** Which holders are read from, and how they are. */
  public Routing routing() {
    return routing;
  }

  /** What operators may ask about nodes that leave; answered by the gateway alone. */
  public DrainService drains() {
    return stopping
        .drains()
        .orElseThrow(() -> new IllegalStateException("only the gateway knows of drains"));
  }

  /** The blobs that move now, and why; as far as the gateway has them moved. */
  public List<Flow> flows() {
    return copies.flows(stopping.drains());
  }

  /** How the images were off when all were last looked at; empty before that, and at a member. */
  public Optional<Health> health() {
    return copies.health();
  }

  /** Why this node takes no part in its tree any more; empty while it does. */
  public Optional<String> left() {
    return stopping.left();
  }

  /** The way out of this node. */
  public Exit exit() {
    return stopping.exit();
  }

  /** Runs what waits for other nodes on behalf of users; rejects when too many wait already. */
  public Executor fetches() {
    return workers.fetches();
  }

  @Override
  public void close() {
    workers.close();
    closeQuietly(connections);
    closeQuietly(children);
    closeQuietly(parents);
  }

  private static void closeQuietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "a link did not close", e);
    }
  }

  private final class Listener implements TreeListener {

    @Override
    public void woken() {
      wakeReporter();
    }

    @Override
    public void joined(long epoch) {
      reporter.ifPresent(Reporter::joined);
    }

    @Override
    public void called() {
      stopping.called();
    }

    @Override
    public void memberJoined(String node, String joinedRun) {
      stopping.joined(node, joinedRun);
    }

    @Override
    public void recoveryEnded(Set<Sha256> unneeded) {
      unneeded.forEach(reclaim);
    }

    @Override
    public void childLeft(String id) {
      sessions.dropChild(id);
      branches.forget(id);
    }
  }
}

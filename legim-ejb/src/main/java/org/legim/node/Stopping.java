package org.legim.node;

import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.legim.blob.Sha256;
import org.legim.catalogue.Ledger;
import org.legim.config.NodeConfig;
import org.legim.drain.DrainGateway;
import org.legim.drain.Drains;
import org.legim.drain.Leaving;
import org.legim.drain.TreeChildren;
import org.legim.drain.TreeStop;
import org.legim.errand.Courier;
import org.legim.link.DrainNotice;
import org.legim.link.ErrandAnswer;
import org.legim.link.ErrandCall;
import org.legim.link.ImageEntry;
import org.legim.link.Leave;
import org.legim.link.LinkException;
import org.legim.link.StopOrder;
import org.legim.route.Branches;
import org.legim.route.ImageReads;
import org.legim.tree.Tree;

/**
 * Everything of a node that has to do with stopping nodes: of a gateway the drains of its tree and
 * its own stop, of a member its way out.
 */
final class Stopping {

  private final String self;
  private final NodeConfig config;
  private final Storage storage;
  private final Tree tree;
  private final Workers workers;
  private final TreeChildren children;
  private volatile boolean takesNothing;
  private Optional<Drains> drains = Optional.empty();
  private Optional<TreeStop> treeStop = Optional.empty();
  private Optional<Leaving> leaving = Optional.empty();
  private Exit exit;

  Stopping(NodeConfig config, Storage storage, Tree tree, Workers workers, TreeChildren children) {
    this.self = storage.identity().id();
    this.config = config;
    this.storage = storage;
    this.tree = tree;
    this.workers = workers;
    this.children = children;
  }

  /**
   * For a gateway.
   *
   * @param replicas on how many nodes an image should be
   * @param reads the way to the blobs of members
   * @param copies what moves for other reasons, and ends when the whole tree stops
   */
  void ofGateway(IntSupplier replicas, ImageReads reads, CopyKeeping copies) {
    Drains made =
        new Drains(
            new Drains.Site(
                self,
                storage.catalogue().ledger(),
                storage.catalogue().drains(),
                new TreeDrains(self, tree),
                replicas,
                config.drainTimeout()),
            copies.dispatch(),
            workers.drains(),
            System::nanoTime,
            Clock.systemUTC());
    TreeStop stop =
        new TreeStop(
            new TreeStop.Site(
                self,
                storage.catalogue(),
                storage.blobs(),
                reads,
                storage.reclaim()::offer,
                config.onStop(),
                config.drainTimeout()),
            copies::suspend,
            children,
            workers.pushes(),
            System::nanoTime);
    drains = Optional.of(made);
    treeStop = Optional.of(stop);
    exit = new GatewayExit(stop);
  }

  /**
   * For a node with a parent.
   *
   * @param run this process
   * @param branches the ways to other nodes
   * @param report wakes the reporter
   */
  void ofMember(String run, Branches branches, Runnable report) {
    Courier errands =
        new Courier(
            self,
            storage.blobs(),
            this::record,
            branches,
            workers.pushes(),
            System::nanoTime,
            config.drainRate());
    errands.check(storage.scrubber()::isWhole);
    Leaving made =
        new Leaving(
            new Leaving.Site(
                self,
                run,
                storage.drainFile(),
                config.onStop(),
                config.drainTimeout(),
                () -> ledger().countHeldBy(self),
                () -> storage.identity().member(),
                report,
                this::takeNothing,
                tree::moveTo,
                tree::parentUrl,
                Clock.systemUTC()),
            new Upwards(),
            children,
            errands,
            workers.drains(),
            System::nanoTime);
    leaving = Optional.of(made);
    exit = new MemberExit(made);
  }

  private Ledger ledger() {
    return storage.catalogue().ledger();
  }

  private Optional<ImageEntry> record(Sha256 blob) {
    return Optional.ofNullable(ledger().anyImageOf(blob)).map(image -> image.entry());
  }

  private void takeNothing(boolean leaves) {
    takesNothing = leaves;
    tree.setSelfLeaving(leaves);
  }

  /** A member goes on leaving if it was; before the tree is started. */
  void resume() {
    leaving.ifPresent(Leaving::start);
  }

  /** Goes on with what was under way when the node stopped; the tree has been started. */
  void start() {
    drains.ifPresent(
        each -> {
          tree.setErrands(each::called);
          each.start();
          workers.everyTick(each::tick);
        });
    treeStop.ifPresent(each -> workers.everyTick(each::tick));
    leaving.ifPresent(each -> workers.everyTick(each::tick));
  }

  /** Whether this node gives away what it holds. */
  BooleanSupplier takesNothing() {
    return () -> takesNothing;
  }

  /** The drains of the tree, if this node is its gateway. */
  Optional<Drains> drains() {
    return drains;
  }

  /** How many bytes of a node's room are for drains. */
  long reserved(String node) {
    return drains.map(each -> each.reserved(node)).orElse(0L);
  }

  /** The parent stops. */
  void ordered(StopOrder order) {
    leaving.ifPresent(each -> each.ordered(order));
  }

  /** The gateway has errands for this node. */
  void called() {
    leaving.ifPresent(Leaving::called);
  }

  /** At the gateway: a node has joined. */
  void joined(String node, String run) {
    drains.ifPresent(each -> each.joined(node, run));
  }

  Exit exit() {
    return exit;
  }

  /** Why this node takes no part in its tree any more; empty while it does. */
  Optional<String> left() {
    return exit.ended()
        .map(
            outcome ->
                switch (outcome) {
                  case GONE -> "it has handed over all its images and has left its tree";
                  case STAYED -> "it was stopped with its tree, or with its absence announced";
                  case KEPT -> "it was stopped with images that it could not hand over";
                });
  }

  /** The calls of this node to its gateway. */
  private final class Upwards implements DrainGateway {
    @Override
    public DrainNotice leave(Leave leave) throws LinkException {
      return tree.leave(leave);
    }

    @Override
    public ErrandAnswer errands(ErrandCall call) throws LinkException {
      return tree.errands(call);
    }
  }
}

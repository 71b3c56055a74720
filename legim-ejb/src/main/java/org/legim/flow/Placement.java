package org.legim.flow;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.legim.blob.BlobStore;
import org.legim.blob.Sha256;
import org.legim.catalogue.Catalogue;
import org.legim.catalogue.Copies;
import org.legim.catalogue.ImageRecord;
import org.legim.catalogue.Ledger;
import org.legim.config.GeoPoint;
import org.legim.route.Branches;
import org.legim.tree.StayingNode;

/**
 * Sends the blobs that the gateway holds to as many nodes below as there should be copies, and lets
 * go of the gateway's own where enough of them have reported theirs.
 *
 * <p>It looks at a blob when it is offered, and at all of them when the staying nodes have changed.
 */
public final class Placement {

  private static final Logger LOG = Logger.getLogger(Placement.class.getName());
  private static final int PARALLEL = 8;
  private static final int MOST_WAITING = 10_000;

  private final Site site;
  private final Ledger ledger;
  private final StayingNodes nodes;
  private final IntSupplier replicas;
  private final Executor executor;
  private final Transfers transfers;
  private final Releases releases;
  private final Postponed postponed;
  private final Rescan rescan;
  private final Origins origins = new Origins();
  private final Object lock = new Object();
  private final Set<Sha256> waiting = new LinkedHashSet<>(); // under the lock, as all below
  private final Set<Sha256> underWay = new HashSet<>();
  private final Set<Sha256> repeats = new HashSet<>();
  private int workers;
  private volatile boolean suspended;

  /**
   * @param replicas on how many nodes an image should be that asks for no number of its own
   * @param reclaim takes blobs that the gateway no longer holds
   * @param executor sends blobs, and waits for those who receive them
   * @param nanos a monotonic clock
   */
  public Placement(
      Site site,
      StayingNodes nodes,
      IntSupplier replicas,
      Consumer<Sha256> reclaim,
      Executor executor,
      LongSupplier nanos) {
    this.site = site;
    this.ledger = site.catalogue.ledger();
    this.nodes = nodes;
    this.replicas = replicas;
    this.executor = executor;
    this.transfers = new Transfers(site, nanos);
    this.releases = new Releases(site.self, ledger, nodes, replicas, reclaim);
    this.postponed = new Postponed(nanos, MOST_WAITING);
    this.rescan = new Rescan(site.self, ledger, nanos);
  }

  /**
   * Looks soon at a blob that a client has sent.
   *
   * @param from where from, if that is known: the first copy goes there
   */
  public void uploaded(Sha256 hash, Optional<GeoPoint> from) {
    from.ifPresent(place -> origins.remember(hash, place));
    offer(hash);
  }

  /** Looks at a blob soon: it is new here, or has one more holder. Returns at once. */
  public void offer(Sha256 hash) {
    if (isIdle() || receivers().isEmpty()) {
      return; // all are looked at as soon as that changes
    }
    enqueue(hash);
    startWorkers();
  }

  /** Goes on with what is due; to be called a few times a second. */
  public void tick() {
    if (isIdle()) {
      rescan.stop();
      return;
    }
    rescan.tick(receivers().stream().map(StayingNode::id).collect(Collectors.toSet()));
    postponed.due().forEach(this::enqueue);
    if (rescan.isUnderWay() && waitingBlobs() < Rescan.PAGE) {
      execute(() -> rescan.nextPage().forEach(this::enqueue));
    }
    if (!releases.isEmpty()) {
      execute(releases::flush);
    }
    startWorkers();
  }

  /** Places nothing and lets go of nothing from now on: the whole tree stops. */
  public void suspend() {
    suspended = true;
  }

  /** How blobs leave the gateway's own disk. */
  Transfers transfers() {
    return transfers;
  }

  /** What moves now; empty if nothing does. How long that is together is not known before. */
  public Optional<Flow> flow() {
    int left = waitingBlobs();
    Progress progress = transfers.progress();
    return left == 0 && progress.bytesPerSecond() == 0
        ? Optional.empty()
        : Optional.of(Flow.of(Reason.PLACE, progress, left, 0));
  }

  private boolean isIdle() {
    return suspended || nodes.isRecovering();
  }

  private List<StayingNode> receivers() {
    return nodes.staying().stream().filter(node -> !node.id().equals(site.self)).toList();
  }

  private int waitingBlobs() {
    synchronized (lock) {
      return waiting.size() + underWay.size();
    }
  }

  private void enqueue(Sha256 hash) {
    synchronized (lock) {
      if (underWay.contains(hash)) {
        repeats.add(hash);
      } else if (waiting.size() < MOST_WAITING) {
        waiting.add(hash);
      } else {
        missed(hash);
      }
    }
  }

  private void missed(Sha256 hash) {
    postponed.forget(hash);
    rescan.missed();
  }

  private void startWorkers() {
    while (mayStartWorker()) {
      if (!execute(this::work)) {
        synchronized (lock) {
          workers--;
        }
        return;
      }
    }
  }

  private boolean mayStartWorker() {
    synchronized (lock) {
      if (workers >= PARALLEL || waiting.isEmpty()) {
        return false;
      }
      if (workers == 0 && transfers.progress().bytesPerSecond() == 0) {
        transfers.beginAnew();
      }
      workers++;
      return true;
    }
  }

  private boolean execute(Runnable task) {
    try {
      executor.execute(
          () -> {
            try {
              task.run();
            } catch (RuntimeException e) {
              LOG.log(Level.WARNING, "placing images failed; it is tried again later", e);
              rescan.missed();
            }
          });
      return true;
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "nothing is placed now: the node stops", e);
      return false;
    }
  }

  private void work() {
    for (Sha256 hash = take(); hash != null; hash = take()) {
      Outcome outcome = Outcome.RETRY;
      try {
        outcome = place(hash);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "blob " + hash + " could not be placed; it is tried again later", e);
      } finally {
        done(hash, outcome);
      }
    }
  }

  private Sha256 take() {
    synchronized (lock) {
      var first = waiting.iterator();
      if (!first.hasNext()) {
        workers--;
        return null;
      }
      Sha256 hash = first.next();
      first.remove();
      underWay.add(hash);
      return hash;
    }
  }

  private void done(Sha256 hash, Outcome outcome) {
    synchronized (lock) {
      underWay.remove(hash);
      if (repeats.remove(hash)) {
        waiting.add(hash);
      }
    }
    boolean remembered = true;
    switch (outcome) {
      case DONE -> postponed.forget(hash);
      case AWAIT -> remembered = postponed.await(hash, Pledges.REPORT_NANOS);
      case RETRY -> remembered = postponed.backOff(hash);
    }
    if (!remembered) {
      rescan.missed();
    }
  }

  private Outcome place(Sha256 hash) {
    Set<String> failed = new HashSet<>();
    while (!isIdle()) {
      Copies copies = ledger.copiesOf(hash).orElse(null);
      List<StayingNode> receivers = receivers();
      if (copies == null || receivers.isEmpty() || !copies.holders().contains(site.self)) {
        return Outcome.DONE;
      }
      ImageRecord image = copies.image();
      Set<String> holders = Set.copyOf(copies.holders());
      Set<String> coming = transfers.receivers(hash);
      long held = receivers.stream().filter(node -> holders.contains(node.id())).count();
      List<StayingNode> others =
          receivers.stream().filter(node -> !holders.contains(node.id())).toList();
      long onTheWay = others.stream().filter(node -> coming.contains(node.id())).count();
      if (held + onTheWay >= copies.wanted().enough(replicas.getAsInt(), receivers.size())) {
        return onTheWay > 0 ? Outcome.AWAIT : placed(copies, held, receivers.size());
      }
      List<StayingNode> able =
          receivers.stream().filter(node -> !failed.contains(node.id())).toList();
      Optional<GeoPoint> near = held + onTheWay == 0 ? origins.of(hash) : Optional.empty();
      Optional<String> receiver = transfers.pledge(image, able, holders, near);
      if (receiver.isEmpty()) {
        return Outcome.RETRY;
      }
      if (!transfers.send(image, receiver.get())) {
        failed.add(receiver.get());
      }
    }
    return Outcome.DONE; // all are looked at again once the recovery is over
  }

  /** With fewer staying nodes than copies the gateway's own is one of them, and stays. */
  private Outcome placed(Copies copies, long held, int receivers) {
    if (held >= copies.wanted().enough(replicas.getAsInt(), receivers + 1)) {
      releases.offer(copies.image().sha256());
    }
    return Outcome.DONE;
  }

  private enum Outcome {
    /** Nothing more is to be done. */
    DONE,
    /** Sent, but not yet reported. */
    AWAIT,
    /** Nobody could take it now. */
    RETRY
  }

  /**
   * The gateway, as far as placement has to do with it.
   *
   * @param self its id
   * @param catalogue its records and books
   * @param blobs its disk
   * @param branches the ways to the nodes below
   * @param random draws among receivers
   */
  public record Site(
      String self,
      Catalogue catalogue,
      BlobStore blobs,
      Branches branches,
      RandomGenerator random) {}
}

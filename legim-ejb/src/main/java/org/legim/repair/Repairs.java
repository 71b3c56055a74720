package org.legim.repair;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.legim.blob.Sha256;
import org.legim.catalogue.Copies;
import org.legim.catalogue.Ledger;
import org.legim.errand.Dispatch;
import org.legim.errand.FlightEnds;
import org.legim.errand.Flights.Flight;
import org.legim.flow.Flow;
import org.legim.flow.Reason;
import org.legim.link.ErrandOutcome;
import org.legim.link.ErrandOutcome.Result;
import org.legim.repair.Census.Condition;

/**
 * Keeps the number of copies right, at the gateway: has copied anew what too few nodes hold since
 * some of them are lost, and lets copies go that are too many since some have returned.
 *
 * <p>It decides by the books, and nodes do the copying as errands: a copy counts once its receiver
 * has reported it, and one is dropped only by a release. Safe from any thread; what takes long is
 * done by the executor, never twice at the same time.
 */
public final class Repairs {

  private static final Logger LOG = Logger.getLogger(Repairs.class.getName());
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MOST_CANDIDATES = 10_000;
  private static final int MOST_PAGES = 20;

  /** More at once are better looked at in a pass. */
  private static final int MOST_TOUCHED = 5_000;

  private final Site site;
  private final Executor executor;
  private final LongSupplier nanos;
  private final Clock clock;
  private final Dispatch dispatch;
  private final Absentees absentees;
  private final UnderWay underWay = new UnderWay();
  private final Copying copying;
  private final Surplus surplus;
  private final Suspects suspects;
  private final Passes passes;
  private final Queue<Runnable> news = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean busy = new AtomicBoolean();
  private final Set<Sha256> touched = new HashSet<>(); // by whoever is busy, as all below
  private Endangered endangered = new Endangered(MOST_CANDIDATES);
  private Endangered found = new Endangered(MOST_CANDIDATES);
  private Optional<Pass> pass = Optional.empty();
  private long looked;
  private volatile boolean suspended;
  private volatile Optional<Health> health = Optional.empty();
  private volatile Optional<Flow> flow = Optional.empty();

  /**
   * @param dispatch the errands under way, also those that are for drains
   * @param executor runs what takes too long for {@link #tick}
   * @param random decides between receivers
   * @param nanos a monotonic clock
   * @param clock for what users see
   */
  public Repairs(
      Site site,
      Dispatch dispatch,
      Executor executor,
      RandomGenerator random,
      LongSupplier nanos,
      Clock clock) {
    this.site = site;
    this.executor = executor;
    this.nanos = nanos;
    this.clock = clock;
    this.dispatch = dispatch;
    this.absentees = new Absentees(site.self(), site.tree(), site.after().toNanos(), nanos);
    this.copying = new Copying(site, dispatch, underWay, random, nanos);
    this.surplus = new Surplus(site);
    this.suspects = new Suspects(site, dispatch, nanos);
    this.looked = nanos.getAsLong();
    this.passes = new Passes(looked);
    dispatch.listen(new Ends());
  }

  /** Goes on with what is due; to be called a few times a second. Returns at once. */
  public void tick() {
    if (suspended || !busy.compareAndSet(false, true)) {
      return;
    }
    try {
      executor.execute(this::work);
    } catch (RejectedExecutionException e) {
      busy.set(false);
      LOG.log(Level.FINE, "nothing is repaired now: the node stops", e);
    }
  }

  /** Has nothing copied and lets nothing go from now on: the whole tree stops. */
  public void suspend() {
    suspended = true;
  }

  /** A blob has one more holder, which may be one too many. Returns at once. */
  public void gained(Sha256 blob) {
    news.add(
        () -> {
          if (touched.size() < MOST_TOUCHED || underWay.contains(blob)) {
            touched.add(blob);
          } else {
            passes.want();
          }
        });
  }

  /** Nodes do not have blobs any more that they held, and were not allowed to drop. */
  public void lost(Collection<Sha256> blobs) {
    if (blobs.size() > MOST_TOUCHED) {
      news.add(passes::want);
    } else if (!blobs.isEmpty()) {
      Set<Sha256> all = Set.copyOf(blobs);
      news.add(() -> touched.addAll(all));
    }
  }

  /** The copy of a node is damaged or not there, as whoever wanted it has seen. */
  public void damaged(Sha256 blob, String node) {
    news.add(
        () -> {
          suspects.add(blob, node);
          touched.add(blob);
        });
  }

  /** How the images were off when all of them were last looked at; empty before that. */
  public Optional<Health> health() {
    return health;
  }

  /** What is copied now; empty if nothing is. */
  public Optional<Flow> flow() {
    return flow;
  }

  private void work() {
    try {
      for (Runnable next = news.poll(); next != null; next = news.poll()) {
        next.run();
      }
      if (site.tree().isRecovering()) {
        passes.want();
      } else {
        repair(new Diagnosis(absentees.census(), dispatch.damaged(), site.replicas()));
      }
      flow = copying.flow(endangered);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "copies are not repaired now; it is tried again", e);
      passes.want();
    } finally {
      busy.set(false);
    }
  }

  private void repair(Diagnosis diagnosis) {
    Census census = diagnosis.census();
    passes.see(census);
    long now = nanos.getAsLong();
    if (now - looked >= SECOND_NANOS) {
      looked = now;
      touched.addAll(copying.ended());
      suspects.ask(census);
    }
    touched.forEach(blob -> look(blob, diagnosis));
    touched.clear();
    goThrough(diagnosis, now);
    if (suspended || site.tree().isRecovering()) {
      return;
    }
    surplus.flush();
    if (!copying.begin(endangered, diagnosis)) {
      passes.wantLater();
    }
    if (endangered.isEmpty() && endangered.isAnyLeftOut()) {
      endangered.clear();
      passes.want();
    }
  }

  private void look(Sha256 blob, Diagnosis diagnosis) {
    Optional<Copies> copies = site.ledger().copiesOf(blob);
    suspects.settle(blob, copies);
    if (copying.settle(blob, copies)) {
      copies.ifPresent(
          each -> {
            Condition condition = diagnosis.of(each);
            consider(each, condition, diagnosis.census(), endangered);
            if (pass.isPresent()) {
              consider(each, condition, diagnosis.census(), found);
            }
          });
    }
  }

  private void consider(Copies copies, Condition condition, Census census, Endangered among) {
    Sha256 blob = copies.image().sha256();
    if (condition.missing() > 0 && !condition.senders().isEmpty()) {
      among.offer(
          new Candidate(
              blob, condition.good().size(), copies.image().bytes(), condition.senders()));
    }
    if (condition.surplus() > 0) {
      surplus.offer(blob, condition, census);
    }
  }

  private void goThrough(Diagnosis diagnosis, long now) {
    if (pass.isEmpty() && passes.isDue(now)) {
      passes.begun();
      found.clear();
      pass = Optional.of(new Pass(site, nanos));
    }
    for (int i = 0; i < MOST_PAGES && pass.isPresent(); i++) {
      boolean more =
          pass.get()
              .next(
                  diagnosis,
                  (copies, condition) -> consider(copies, condition, diagnosis.census(), found));
      if (!more) {
        end(pass.get());
      }
    }
  }

  private void end(Pass ended) {
    pass = Optional.empty();
    passes.ended(nanos.getAsLong(), ended.nanos());
    Endangered before = endangered;
    endangered = found;
    found = before;
    Health now = ended.health(clock);
    Optional<Health> former = health;
    health = Optional.of(now);
    if (!now.isLike(former)) {
      LOG.log(now.isWell() ? Level.INFO : Level.WARNING, "{0}", now.sentence());
    }
  }

  /** What nodes say of errands is dealt with by whoever is busy. */
  private final class Ends implements FlightEnds {

    @Override
    public void sent(Flight flight) {
      if (flight.reason() == Reason.CHECK) {
        news.add(
            () -> {
              suspects.whole(flight.blob(), flight.sender());
              touched.add(flight.blob());
            });
      }
    }

    @Override
    public void failed(Flight flight, ErrandOutcome outcome) {
      boolean isBad = outcome.result() == Result.DAMAGED || outcome.result() == Result.ABSENT;
      if (flight.reason() != Reason.CHECK && isBad) {
        damaged(flight.blob(), flight.sender());
      } else if (flight.reason() == Reason.REPAIR) {
        news.add(() -> touched.add(flight.blob()));
      }
    }
  }

  /**
   * The gateway, as far as repairs have to do with it.
   *
   * @param self its id
   * @param ledger who holds what
   * @param tree its members
   * @param replicas on how many nodes an image should be
   * @param after how long a node may be lost before what it holds is copied anew
   * @param rate how many bytes may be copied in a second
   */
  public record Site(
      String self,
      Ledger ledger,
      RepairTree tree,
      IntSupplier replicas,
      Duration after,
      long rate) {}
}

package org.legim.drain;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.legim.catalogue.DrainBook;
import org.legim.catalogue.DrainRecord;
import org.legim.catalogue.DrainRecord.State;
import org.legim.catalogue.Ledger;
import org.legim.errand.Dispatch;
import org.legim.flow.Flow;
import org.legim.link.BlobEntry;
import org.legim.link.DrainNotice;
import org.legim.link.ErrandAnswer;
import org.legim.link.ErrandCall;
import org.legim.link.Leave;
import org.legim.link.LinkException;
import org.legim.tree.DecisionException;

/**
 * All drains of a tree, at its gateway: it decides what leaving nodes copy to whom, lets them drop
 * what enough others have reported, and lets go of a node that holds nothing. The leaving nodes ask
 * for it; nobody calls them. Safe from any thread.
 */
public final class Drains implements DrainService {

  private static final Logger LOG = Logger.getLogger(Drains.class.getName());

  private final Site site;
  private final Executor executor;
  private final Shared shared;
  private final Register register;
  private final Absences absences;
  private final Requests requests;
  private final ErrandDesk desk;
  private final Archive archive;
  private final Upkeep upkeep;
  private final Relief relief;
  private final Queue<Joined> joined = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * @param dispatch the errands under way, also those that are for no drain
   * @param executor runs what takes too long for {@link #tick}
   * @param nanos a monotonic clock
   * @param clock for what users see
   */
  public Drains(Site site, Dispatch dispatch, Executor executor, LongSupplier nanos, Clock clock) {
    this.site = site;
    this.executor = executor;
    this.shared = new Shared(site, dispatch, nanos);
    this.archive = new Archive(site.book());
    this.absences = new Absences(site.tree(), nanos);
    this.relief = new Relief(shared);
    this.register =
        new Register(
            shared,
            clock,
            ended -> {
              archive.add(ended);
              relief.remember(ended);
            });
    Speed speed = new Speed();
    this.requests = new Requests(shared, register, absences, speed);
    this.desk = new ErrandDesk(shared, register, relief::sent);
    this.upkeep = new Upkeep(shared, register, requests, relief, speed);
  }

  /** Goes on with what was under way when the gateway stopped; before the first other call. */
  public void start() {
    register.start();
  }

  /** Goes on with what is due; to be called a few times a second. Returns at once. */
  public void tick() {
    absences.tick();
    if (!busy.compareAndSet(false, true)) {
      return;
    }
    try {
      executor.execute(this::work);
    } catch (RejectedExecutionException e) {
      busy.set(false);
      LOG.log(Level.FINE, "drains do not go on: the node stops", e);
    }
  }

  private void work() {
    try {
      settle();
      upkeep.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "drains do not go on now; it is tried again", e);
    } finally {
      busy.set(false);
    }
  }

  private void settle() {
    for (Joined next = joined.poll(); next != null; next = joined.poll()) {
      register.joined(next.node, next.run);
    }
  }

  // The tree may have let a new process in without this having been told yet.
  private void settle(String node, String run) {
    settle();
    if (site.tree().member(node).filter(member -> run.equals(member.run())).isPresent()) {
      register.joined(node, run);
    }
  }

  /** What would happen if a node were retired now. */
  public StopPlan plan(String idOrName) throws DecisionException {
    return requests.plan(idOrName);
  }

  /**
   * An operator wants a node to leave, with all below it. Where that is under way, nothing changes.
   *
   * @param force even if nodes below it cannot be reached; they belong to the node above it then
   * @throws DrainRefusedException if the others have too little room
   */
  public DrainStatus retire(String idOrName, boolean force)
      throws DecisionException, DrainRefusedException {
    settle();
    return status(requests.retire(idOrName, force));
  }

  /** A node has been asked to stop: see {@link org.legim.link.LinkApi#leave}. */
  public DrainNotice leave(Leave leave) {
    settle(leave.node(), leave.run());
    return requests.leave(leave);
  }

  /**
   * A node tells what it has copied, and asks for more: see {@link org.legim.link.LinkApi#errands}.
   *
   * @throws LinkException of kind REFUSED if the node is no member, nor has been one that left
   */
  public ErrandAnswer errands(ErrandCall call) throws LinkException {
    settle(call.node(), call.run());
    return desk.answer(call);
  }

  /** A drain by its id. */
  public Optional<DrainStatus> find(String id) {
    return register
        .drain(id)
        .map(this::status)
        .or(
            () ->
                site.book().all().stream()
                    .filter(record -> record.id().equals(id))
                    .findFirst()
                    .map(this::status));
  }

  /** All drains that are remembered, the newest first. */
  public List<DrainStatus> all() {
    return site.book().all().stream().map(this::status).toList();
  }

  private DrainStatus status(Drain drain) {
    return drain.record().state() == State.DRAINING
        ? drain.status()
        : archive.status(drain.record());
  }

  private DrainStatus status(DrainRecord record) {
    Optional<Drain> underWay = register.drain(record.id());
    if (underWay.isPresent()) {
      return status(underWay.get());
    }
    return archive.status(record);
  }

  /** An operator has changed their mind: the nodes stay that have not left yet. */
  public DrainStatus cancel(String id) throws DecisionException {
    settle();
    DrainStatus known = find(id).orElseThrow(() -> unknown(id));
    requests.cancel(id, known.drain().name());
    return find(id).orElseThrow(() -> unknown(id));
  }

  private static DecisionException unknown(String id) {
    return new DecisionException(DecisionException.Kind.UNKNOWN, "There is no drain " + id);
  }

  /**
   * Announces an absence: a stop of the node within this time moves nothing. It is forgotten when
   * the gateway starts again.
   *
   * @param time from now on; zero takes it back
   */
  public void maintenance(String idOrName, Duration time) throws DecisionException {
    requests.maintenance(idOrName, time);
  }

  /**
   * What a drain has handed over, in the order of the hashes.
   *
   * @param after only those after this hash; an empty text begins
   */
  public List<BlobEntry> handedOver(String id, String after, int limit) {
    return site.book().handedOver(id, after, limit);
  }

  /** The nodes that should ask for errands; takes no lock. */
  public Set<String> called() {
    Set<String> called = new HashSet<>(register.leaving());
    called.addAll(shared.outbox().nodes());
    called.addAll(register.notices().unheard());
    return called;
  }

  /** What moves now for drains, and to relieve those that have received. */
  public List<Flow> flows() {
    return Stream.concat(
            register.drains().stream().map(drain -> drain.status().flow()), relief.flow().stream())
        .toList();
  }

  /** How many bytes of a node's room are reserved for drains, or on their way to it. */
  public long reserved(String node) {
    return shared.reservations().all(node) + shared.flights().bytes(node);
  }

  /** A node has joined. Returns at once. */
  public void joined(String node, String run) {
    if (register.leaving().contains(node)) {
      joined.add(new Joined(node, run));
    }
  }

  /** A report of a node was taken: what waited for it goes on. Returns at once. */
  public void reported(String node) {
    register.lookAgain();
  }

  private record Joined(String node, String run) {}

  /**
   * The gateway, as far as drains have to do with it.
   *
   * @param self its id
   * @param ledger who holds what
   * @param book what is remembered of drains
   * @param tree its members
   * @param replicas on how many nodes an image should be
   * @param timeout how long a node that wants to stop may be away before its drain is given up
   */
  public record Site(
      String self,
      Ledger ledger,
      DrainBook book,
      DrainTree tree,
      IntSupplier replicas,
      Duration timeout) {}
}

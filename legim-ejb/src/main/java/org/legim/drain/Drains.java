package org.legim.drain;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.legim.catalogue.DrainBook;
import org.legim.catalogue.Ledger;
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

  /**
   * @param executor runs what takes too long for {@link #tick}
   * @param nanos a monotonic clock
   * @param clock for what users see
   */
  public Drains(Site site, Executor executor, LongSupplier nanos, Clock clock) {}

  /** Goes on with what was under way when the gateway stopped; before the first other call. */
  public void start() {}

  /** Goes on with what is due; to be called a few times a second. Returns at once. */
  public void tick() {}

  /** What would happen if a node were retired now. */
  public StopPlan plan(String idOrName) throws DecisionException {
    throw new UnsupportedOperationException();
  }

  /**
   * An operator wants a node to leave, with all below it. Where that is under way, nothing changes.
   *
   * @param force even if nodes below it cannot be reached; they belong to the node above it then
   */
  public DrainStatus retire(String idOrName, boolean force)
      throws DecisionException, DrainRefusedException {
    throw new UnsupportedOperationException();
  }

  /** A node has been asked to stop: see {@link org.legim.link.LinkApi#leave}. */
  public DrainNotice leave(Leave leave) {
    throw new UnsupportedOperationException();
  }

  /**
   * A node tells what it has copied, and asks for more: see {@link org.legim.link.LinkApi#errands}.
   *
   * @throws LinkException of kind REFUSED if the node is no member, nor has been one that left
   */
  public ErrandAnswer errands(ErrandCall call) throws LinkException {
    throw new UnsupportedOperationException();
  }

  /** A drain by its id. */
  public Optional<DrainStatus> find(String id) {
    throw new UnsupportedOperationException();
  }

  /** All drains that are remembered, the newest first. */
  public List<DrainStatus> all() {
    throw new UnsupportedOperationException();
  }

  /** An operator has changed their mind: the nodes stay that have not left yet. */
  public DrainStatus cancel(String id) throws DecisionException {
    throw new UnsupportedOperationException();
  }

  /**
   * Announces an absence: a stop of the node within this time moves nothing. It is forgotten when
   * the gateway starts again.
   *
   * @param time from now on; zero takes it back
   */
  public void maintenance(String idOrName, Duration time) throws DecisionException {
    throw new UnsupportedOperationException();
  }

  /**
   * What a drain has handed over, in the order of the hashes.
   *
   * @param after only those after this hash; an empty text begins
   */
  public List<BlobEntry> handedOver(String id, String after, int limit) {
    throw new UnsupportedOperationException();
  }

  /** The nodes that should ask for errands; takes no lock. */
  public Set<String> called() {
    return Set.of();
  }

  /** How many bytes of a node's room are reserved for drains, or on their way to it. */
  public long reserved(String node) {
    return 0;
  }

  /** A node has joined. Returns at once. */
  public void joined(String node, String run) {}

  /** A report of a node was taken: what waited for it goes on. Returns at once. */
  public void reported(String node) {}

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

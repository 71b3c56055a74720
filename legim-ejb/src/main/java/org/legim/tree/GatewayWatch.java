package org.legim.tree;

import java.util.HashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.legim.catalogue.Ledger;

/** Sees, at the gateway, whom to wake and which nodes may hold images. One tick at a time. */
final class GatewayWatch {

  private static final Logger LOG = Logger.getLogger(GatewayWatch.class.getName());

  private final Ledger ledger;
  private final Membership members;
  private final Reports reports;
  private final Topology topology;
  private final Departures departures;
  private final Listeners listeners;
  private volatile Set<String> awaited = Set.of();
  private volatile Set<String> called = Set.of();
  private volatile Set<String> staying = Set.of();

  GatewayWatch(TreeState state, Ledger ledger, Topology topology) {
    this.ledger = ledger;
    this.members = state.members();
    this.reports = state.reports();
    this.topology = topology;
    this.departures = state.departures();
    this.listeners = state.listeners();
  }

  void tick() {
    if (!members.entered().isEmpty()) {
      lookWhomToWake();
      lookWhomToCall();
    }
    Set<String> now =
        topology.staying().stream().map(StayingNode::id).collect(Collectors.toUnmodifiableSet());
    if (!now.equals(staying)) {
      staying = now;
      listeners.post(TreeListener::stayingChanged);
    }
  }

  // Also those of which this process of the gateway does not know yet that all is well with them:
  // below a child that went on through its restart nobody has noticed it.
  private void lookWhomToWake() {
    try {
      Set<String> ids = new HashSet<>(ledger.awaited());
      members.entered().stream()
          .filter(member -> !reports.isComplete(member))
          .forEach(member -> ids.add(member.id()));
      awaited = Set.copyOf(ids);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "the ledger cannot say who has orders", e);
    }
  }

  private void lookWhomToCall() {
    try {
      called = Set.copyOf(departures.errands());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "nobody can say for whom there are errands", e);
    }
  }

  /** The nodes that should ask for errands. */
  Set<String> called() {
    return called;
  }

  /** The nodes that should report. */
  Set<String> awaited() {
    return awaited;
  }
}

package org.legim.drain;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.catalogue.DrainRecord.Cause;
import org.legim.catalogue.DrainRecord.Leaver;
import org.legim.catalogue.DrainRecord.State;

/** What has to be looked at from time to time while nodes leave; called by one thread at a time. */
final class Upkeep {

  private static final Logger LOG = Logger.getLogger(Upkeep.class.getName());
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LOG_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long RELIEF_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Shared shared;
  private final DrainTree tree;
  private final Register register;
  private final Requests requests;
  private final Relief relief;
  private final Speed speed;
  private final Map<String, Long> awaySince = new HashMap<>();
  private long checked;
  private long logged;
  private long relieved;

  Upkeep(Shared shared, Register register, Requests requests, Relief relief, Speed speed) {
    this.shared = shared;
    this.tree = shared.site().tree();
    this.register = register;
    this.requests = requests;
    this.relief = relief;
    this.speed = speed;
    long now = shared.nanos().getAsLong();
    checked = now - SECOND_NANOS;
    logged = now;
    relieved = now;
  }

  /** Does what is due. */
  void run() {
    if (!tree.isRecovering()) {
      register.drains().stream().filter(each -> !each.isPlanned()).forEach(requests::planLate);
    }
    long now = shared.nanos().getAsLong();
    if (now - checked >= SECOND_NANOS) {
      checked = now;
      shared.flights().lapse().forEach(shared.reservations()::giveBack);
      register.drains().forEach(drain -> check(drain, now));
      awaySince.keySet().removeIf(id -> register.drain(id).isEmpty());
      relief.release();
    }
    if (now - logged >= LOG_NANOS) {
      logged = now;
      register.drains().forEach(drain -> LOG.log(Level.INFO, "{0}", drain.line()));
    }
    if (now - relieved >= RELIEF_NANOS) {
      relieved = now;
      relief.tick();
    }
  }

  private void check(Drain drain, long now) {
    long measured = drain.progress().bytesPerSecond();
    if (measured > 0) {
      speed.measured(measured);
    }
    for (Leaver leaver : drain.record().leavers()) {
      check(drain, leaver);
    }
    giveUp(drain, now);
  }

  private void check(Drain drain, Leaver leaver) {
    if (leaver.state() == State.DRAINING && tree.member(leaver.node()).isEmpty()) {
      register.keep(drain, leaver.node()); // an operator has ended its membership
    } else if (leaver.state() == State.KEPT
        && leaver.run() == null
        && tree.isOnline(leaver.node())
        && isBelowLeaving(leaver.node())) {
      tree.member(leaver.node()).ifPresent(member -> register.takeAlong(drain, member));
    }
  }

  private boolean isBelowLeaving(String node) {
    return tree.parentOf(node).filter(register.leaving()::contains).isPresent();
  }

  // The process that was to stop has ended otherwise, and nobody has started another.
  private void giveUp(Drain drain, long now) {
    String node = drain.record().node();
    if (drain.record().cause() != Cause.STOP
        || tree.isOnline(node)
        || drain.leaving().stream().noneMatch(each -> each.node().equals(node))) {
      awaySince.remove(drain.id());
      return;
    }
    long since = awaySince.computeIfAbsent(drain.id(), key -> now);
    if (now - since >= shared.site().timeout().toNanos()) {
      register.end(
          drain, State.KEPT, drain.record().name() + " stopped before all was handed over");
    }
  }
}

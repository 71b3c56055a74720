package org.legim.simulation;

import java.time.Duration;
import java.util.List;
import org.legim.catalogue.DrainRecord.State;
import org.legim.drain.DrainRefusedException;
import org.legim.drain.DrainStatus;
import org.legim.drain.Drains;
import org.legim.tree.DecisionException;

/** Nodes that are stopped or retired, and operators who change their minds. */
final class Departures {

  private final World world;

  Departures(World world) {
    this.world = world;
  }

  /** What an operator asks of the gateway. */
  @FunctionalInterface
  private interface Wish {
    void of(Drains drains) throws DecisionException, DrainRefusedException;
  }

  /** One of them. */
  void act() {
    Machine machine = anyMember();
    switch (world.random().nextInt(12)) {
      case 0, 1, 2, 3 -> stop(machine, world.chance(0.3));
      case 4, 5, 6 -> {
        boolean force = world.chance(0.5);
        ask("retire " + machine, drains -> drains.retire(machine.id(), force));
      }
      case 7 -> cancel();
      case 8 -> {
        Duration time = Duration.ofSeconds(world.random().nextInt(30));
        ask("maintenance of " + machine, drains -> drains.maintenance(machine.id(), time));
      }
      case 9 -> ask("plan of " + machine, drains -> drains.plan(machine.id()));
      case 10 -> hurry(world.chance(0.2) ? world.gateway() : machine);
      default -> {
        if (world.chance(0.3)) {
          stop(world.gateway(), false);
        }
      }
    }
  }

  private Machine anyMember() {
    return world.machines().get(1 + world.random().nextInt(world.machines().size() - 1));
  }

  /** Somebody stops a process, and nothing but. */
  void stop(Machine machine, boolean inboundDead) {
    SimulatedNode node = machine.process();
    if (node == null || machine.isStalled()) {
      return;
    }
    world.count(machine == world.gateway() ? "stop of the tree" : "stop");
    world.trace(() -> node + " is to stop" + (inboundDead ? ", and nobody can call it" : ""));
    on(node, () -> node.stop.stop(inboundDead));
  }

  private void hurry(Machine machine) {
    SimulatedNode node = machine.process();
    if (node == null || machine.isStalled() || node.stop.isStaying() && !node.isGateway()) {
      return;
    }
    world.count("hurry");
    world.trace(() -> node + " is to hurry");
    on(node, node.stop::hurry);
  }

  private void cancel() {
    ask(
        "cancel",
        drains -> {
          List<DrainStatus> underWay =
              drains.all().stream().filter(each -> isUnderWay(each)).toList();
          if (!underWay.isEmpty()) {
            DrainStatus any = underWay.get(world.random().nextInt(underWay.size()));
            drains.cancel(any.drain().id());
          }
        });
  }

  void cancel(DrainStatus drain) {
    ask("cancel", drains -> drains.cancel(drain.drain().id()));
  }

  static boolean isUnderWay(DrainStatus status) {
    return status.drain().state() == State.DRAINING;
  }

  private void ask(String what, Wish wish) {
    SimulatedNode gateway = world.gateway().process();
    if (gateway == null || world.gateway().isStalled()) {
      return;
    }
    on(
        gateway,
        () -> {
          try {
            world.trace(() -> "an operator asks for: " + what);
            wish.of(gateway.stop.drains());
            world.count(what.split(" ")[0]);
          } catch (DecisionException | DrainRefusedException e) {
            world.count(what.split(" ")[0] + " refused");
            world.trace(() -> "refused: " + e.getMessage());
          }
        });
  }

  private static void on(SimulatedNode node, Runnable work) {
    try {
      work.run();
    } catch (Crash e) {
      if (e.node() != node) {
        throw e;
      }
    }
  }
}

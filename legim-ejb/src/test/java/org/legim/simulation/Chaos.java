package org.legim.simulation;

import java.util.ArrayList;
import java.util.List;

/** What happens to the machines, and that it ends. */
final class Chaos {

  private static final int DEEPEST = 3;
  private static final int MOST_COPIES = 3;
  private static final int MOST_MACHINES = 7;

  private final World world;
  private final Clients clients;
  private final List<Disk.Copy> copies = new ArrayList<>();
  private final Departures departures;
  private boolean moved;
  private boolean leaving;

  Chaos(World world) {
    this.world = world;
    this.clients = new Clients(world);
    this.departures = new Departures(world);
  }

  /** Some minutes of trouble, some actions in each; then no more. */
  void rage() {
    world.troubled(true);
    world.network().trouble(world.random().nextDouble() * 0.25);
    moved = false;
    double often = world.random().nextDouble() * 0.15;
    boolean grows = world.machines().size() < MOST_MACHINES && world.chance(0.3);
    // Whose roster is from while a node was out cannot put the tree together again.
    leaving = world.chance(0.7);
    double leaves = leaving ? 0.02 + world.random().nextDouble() * 0.1 : 0;
    double losses = grows || world.chance(0.5) ? 0 : 0.03;
    int actions = 30 + world.random().nextInt(90);
    for (int i = 0; i < actions; i++) {
      world.run(world.random().nextLong(world.chance(0.1) ? 10 * World.SECOND : World.SECOND));
      startSome();
      if (world.chance(often)) {
        disturb();
      } else if (world.chance(leaves)) {
        departures.act();
      } else if (world.chance(losses)) {
        lose();
      } else if (grows && world.chance(0.05)) {
        grows = false;
        bringIn();
      } else if (world.chance(0.02)) {
        keepACopy();
      } else {
        clients.act();
      }
    }
    world.troubled(false);
    world.network().trouble(0);
    world.machines().forEach(Machine::heal);
    startAll();
  }

  /** As the init system does. */
  void startSome() {
    for (Machine each : world.machines()) {
      if (each.isDueToStart()) {
        each.start();
      }
    }
  }

  void startAll() {
    for (Machine each : world.machines()) {
      if (each.process() == null) {
        each.start();
      }
    }
  }

  private Machine any() {
    return world.machines().get(world.random().nextInt(world.machines().size()));
  }

  private Machine anyMember() {
    return world.machines().get(1 + world.random().nextInt(world.machines().size() - 1));
  }

  private void disturb() {
    Machine machine = any();
    switch (world.random().nextInt(7)) {
      case 0, 1 -> {
        world.count("crash armed");
        machine.crashIn(world.random().nextInt(20));
      }
      case 2 -> machine.crash("for no reason");
      case 3 -> {
        long time = world.random().nextLong(20 * World.SECOND);
        world.count("partition");
        world.trace(() -> machine + " is cut off for " + time / World.SECOND + " s");
        machine.cutOff(time);
      }
      case 4 -> {
        long time = world.random().nextLong(15 * World.SECOND);
        world.count("stall");
        world.trace(() -> machine + " stalls for " + time / World.SECOND + " s");
        machine.stall(time);
      }
      case 5 -> {
        long time = world.random().nextLong(20 * World.SECOND);
        world.count("jump of time");
        world.trace(() -> "all sleep for " + time / World.SECOND + " s");
        world.stall(time);
      }
      default -> move();
    }
  }

  /** A node gets another parent. */
  private void move() {
    Machine machine = anyMember();
    Machine parent = any();
    if (moved
        || parent.isBelow(machine)
        || parent.depth() + height(machine) + 1 > DEEPEST
        || parent == machine.parent()) {
      return;
    }
    world.count("other parent");
    machine.crash("to get the parent " + parent);
    machine.parent(parent);
  }

  private int height(Machine machine) {
    return world.machines().stream()
        .filter(each -> each.isBelow(machine))
        .mapToInt(each -> each.depth() - machine.depth())
        .max()
        .orElse(0);
  }

  /** A node that was alone gets a parent. */
  private void bringIn() {
    Machine parent = any();
    Machine alone = world.addMachine(null);
    alone.start();
    clients.fill(alone);
    alone.crash("to get the parent " + parent);
    alone.parent(parent.depth() < DEEPEST ? parent : world.gateway());
    world.model().newcomer(alone);
    world.count("node that was alone");
  }

  private void keepACopy() {
    if (world.gateway().disk.identity != null) {
      world.trace(() -> "the folder of the gateway is copied");
      copies.add(world.gateway().disk.copy());
      if (copies.size() > MOST_COPIES) {
        copies.remove(world.random().nextInt(copies.size()));
      }
    }
  }

  private void lose() {
    boolean sure = world.chance(0.7);
    if (sure) {
      world.network().forgetLate();
    }
    // Without any roster of it nobody could put the tree together again.
    switch (moved ? 3 : leaving ? 2 + world.random().nextInt(3) : world.random().nextInt(5)) {
      case 0 -> loseGateway();
      case 1 -> restoreGateway();
      case 2 -> {
        Machine machine = anyMember();
        lossOf(machine, "its catalogue");
        machine.disk.loseCatalogue();
      }
      case 3 -> {
        Machine machine = anyMember();
        lossOf(machine, "its blobs");
        machine.disk.blobs.clear();
      }
      default -> {
        Machine machine = anyMember();
        lossOf(machine, "its catalogue and its blobs");
        machine.disk.loseCatalogue();
        machine.disk.blobs.clear();
      }
    }
    world.model().lost(sure);
  }

  private void lossOf(Machine machine, String what) {
    machine.crash("and loses " + what);
    world.trace(() -> machine + " loses " + what);
    world.count("loss of " + what);
  }

  private void loseGateway() {
    if (moved || !someoneReturns()) {
      return;
    }
    moved = true;
    lossOf(world.gateway(), "its folder");
    world.gateway().disk.loseAll();
    copies.clear();
    world.model().weaken();
  }

  /** Only a direct child that was one before can bring the tree back. */
  private boolean someoneReturns() {
    return world.machines().stream()
        .filter(each -> each.parent() == world.gateway() && each.disk.identity != null)
        .anyMatch(
            each ->
                each.disk.identity.member()
                    && !each.disk.rows("select document from roster").isEmpty()
                    && each.disk.identity.parent().equals(world.gateway().host() + ":80/legim"));
  }

  private void restoreGateway() {
    if (copies.isEmpty()) {
      return;
    }
    lossOf(world.gateway(), "what came after a copy of its folder");
    Disk.Copy copy = copies.get(world.random().nextInt(copies.size()));
    world.gateway().disk.restore(copy);
    world.model().weaken();
  }
}

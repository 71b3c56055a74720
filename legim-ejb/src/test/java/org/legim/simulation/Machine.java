package org.legim.simulation;

import java.util.UUID;
import org.legim.drain.Outcome;
import org.legim.tree.Identity;

/** A computer that runs a node: its place, its disk, and the process, if one is running. */
final class Machine {

  private static final double CRASHES_AT_START = 0.1;
  private static final double SCRAPPED = 0.4;

  final int number;
  final Disk disk;
  private final World world;
  private Machine parent;
  private SimulatedNode process;
  private int crashIn = -1;
  private long stalledUntil;
  private long cutOffUntil;
  private long downUntil;
  private Outcome ended;

  Machine(World world, int number, Machine parent, Disk disk) {
    this.world = world;
    this.number = number;
    this.parent = parent;
    this.disk = disk;
  }

  Machine parent() {
    return parent;
  }

  void parent(Machine newParent) {
    parent = newParent;
  }

  boolean isBelow(Machine other) {
    for (Machine each = this; each != null; each = each.parent) {
      if (each == other) {
        return true;
      }
    }
    return false;
  }

  int depth() {
    return parent == null ? 0 : 1 + parent.depth();
  }

  /** The process; null if the machine is down. */
  SimulatedNode process() {
    return process;
  }

  String id() {
    return disk.identity == null ? null : disk.identity.id();
  }

  String host() {
    return "10.0.0." + (number + 1);
  }

  String url() {
    return "http://" + host() + ":80/legim";
  }

  /** Starts the node, as an operator or the init system would. */
  void start() {
    Identity before = disk.identity == null ? fresh() : disk.identity;
    disk.identity =
        new Identity(
            before.id(),
            before.tree(),
            before.epoch(),
            before.starts() + 1,
            before.privateKey(),
            before.publicKey(),
            before.member(),
            before.parent(),
            before.recovering());
    crashIn = -1;
    ended = null;
    world.trace(() -> this + " starts");
    try {
      startTroubled();
      SimulatedNode starting = new SimulatedNode(world, this);
      process = starting;
      starting.start();
    } catch (Crash e) {
      world.trace(() -> this + " crashed while it started");
    }
  }

  private void startTroubled() {
    if (world.isTroubled() && world.chance(CRASHES_AT_START)) {
      crashIn = world.random().nextInt(6);
    }
  }

  private Identity fresh() {
    String id = uuid();
    return new Identity(id, uuid(), 1, 0, "key", "key-" + id, false, null, false);
  }

  private String uuid() {
    return new UUID(world.random().nextLong(), world.random().nextLong()).toString();
  }

  /** Ends the process at once. */
  void crash(String where) {
    if (process != null) {
      world.trace(() -> this + " crashes " + where);
      world.count("crash");
      process = null;
    }
    crashIn = -1;
    downUntil = world.time() + world.random().nextLong(World.SECOND, 15 * World.SECOND);
  }

  /** The process has ended in order. Who has left a tree may throw away its disk. */
  void stop(Outcome outcome) {
    world.trace(() -> this + " has stopped: " + outcome);
    world.count("stopped " + outcome);
    process = null;
    crashIn = -1;
    downUntil = world.time() + world.random().nextLong(World.SECOND, 15 * World.SECOND);
    ended = outcome;
    if (outcome == Outcome.GONE) {
      world.model().left(this);
      if (world.chance(SCRAPPED)) {
        world.trace(() -> this + " is scrapped");
        disk.scrap();
      }
    }
  }

  /** How the last process has ended, if in order; null while another is running. */
  Outcome ended() {
    return ended;
  }

  /** Whether it is no part of its tree: then nothing on its disk may be needed. */
  boolean hasLeft() {
    return ended == Outcome.GONE;
  }

  void downFor(long nanos) {
    downUntil = world.time() + nanos;
  }

  boolean isDueToStart() {
    return process == null && world.time() >= downUntil;
  }

  /** Crashes at a change to the disk that comes soon. */
  void crashIn(int changes) {
    crashIn = changes;
  }

  boolean countsDownToCrash() {
    return crashIn >= 0 && crashIn-- == 0;
  }

  void stall(long nanos) {
    stalledUntil = world.time() + nanos;
  }

  boolean isStalled() {
    return world.time() < stalledUntil;
  }

  void cutOff(long nanos) {
    cutOffUntil = world.time() + nanos;
  }

  boolean isCutOff() {
    return world.time() < cutOffUntil;
  }

  void heal() {
    crashIn = -1;
    stalledUntil = 0;
    cutOffUntil = 0;
    downUntil = 0;
  }

  @Override
  public String toString() {
    return number == 0 ? "gateway" : "n" + number;
  }
}

package org.legim.simulation;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.legim.blob.BlobStore;
import org.legim.blob.DiskBlobStore;
import org.legim.blob.Room;

/** Machines, the network between them, and the time: one thread, and all chance from one seed. */
final class World implements Closeable {

  static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final Instant BEGIN = Instant.parse("2026-11-23T10:00:00Z");
  private static final double INTERLEAVES = 0.3;
  private static final int DEEPEST = 4;

  private final Random random;
  private final Path folder;
  private final Agenda agenda;
  private final Trace trace = new Trace();
  private final SimulatedNetwork network;
  private final BlobStore scratch;
  private final List<Machine> machines = new ArrayList<>();
  private final Map<String, Long> counts;
  private final Model model;
  private final Lane lane = new Lane(this, null, "world", Integer.MAX_VALUE);
  // A monotonic clock may run over.
  private long nanos = Long.MAX_VALUE - 300 * SECOND;
  private final long begin = nanos;
  private int depth;
  private final Clock clock =
      ((InstantSource) () -> BEGIN.plusNanos(nanos() - begin())).withZone(ZoneOffset.UTC);
  private final int replicas;
  private final Duration drainTimeout;
  private final Duration repairAfter;
  private boolean troubled;

  World(long seed, Path folder, Map<String, Long> counts) {
    this.random = new Random(seed);
    this.folder = folder;
    this.counts = counts;
    this.agenda = new Agenda(random);
    this.network = new SimulatedNetwork(this);
    this.model = new Model(this);
    this.replicas = 1 + random.nextInt(2);
    this.drainTimeout = Duration.ofSeconds(15 + random.nextInt(60));
    this.repairAfter = Duration.ofSeconds(1 + random.nextInt(40));
    try {
      Path incoming = Files.createDirectories(folder.resolve("incoming"));
      this.scratch =
          DiskBlobStore.open(
              Files.createDirectories(folder.resolve("blobs")),
              incoming,
              new Room(folder, OptionalLong.empty(), () -> 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Machine addMachine(Machine parent) {
    int number = machines.size();
    try {
      Path own = Files.createDirectories(folder.resolve("n" + number));
      Disk disk = new Disk(own, clock);
      Machine machine = new Machine(this, number, parent, disk);
      machines.add(machine);
      return machine;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The machine on which a node is reached by a URL. */
  Machine machineAt(String url) {
    return machines.stream().filter(each -> each.url().equals(url)).findFirst().orElseThrow();
  }

  List<Machine> machines() {
    return machines;
  }

  Machine gateway() {
    return machines.get(0);
  }

  Model model() {
    return model;
  }

  SimulatedNetwork network() {
    return network;
  }

  BlobStore scratch() {
    return scratch;
  }

  RandomGenerator random() {
    return random;
  }

  Random javaRandom() {
    return random;
  }

  boolean chance(double part) {
    return random.nextDouble() < part;
  }

  /** What the product takes for a monotonic clock. */
  long nanos() {
    return nanos;
  }

  /** Since the beginning, in nanoseconds. */
  long time() {
    return nanos - begin;
  }

  /** What users see. */
  Clock clock() {
    return clock;
  }

  private long begin() {
    return begin;
  }

  /** How long a drain may stand still. */
  Duration drainTimeout() {
    return drainTimeout;
  }

  /** How long a node may be away before what it holds is copied anew. */
  Duration repairAfter() {
    return repairAfter;
  }

  int replicas() {
    return replicas;
  }

  boolean isTroubled() {
    return troubled;
  }

  void troubled(boolean now) {
    troubled = now;
  }

  void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  void trace(Supplier<String> line) {
    long at = time();
    int indent = depth;
    trace.add(
        () -> String.format("%9.3f %s%s", at / (double) SECOND, "  ".repeat(indent), line.get()));
  }

  Trace trace() {
    return trace;
  }

  void after(long delay, Lane in, String what, Runnable work) {
    agenda.add(time() + delay, in, what, work);
  }

  void after(long delay, String what, Runnable work) {
    after(delay, lane, what, work);
  }

  /** Time goes by in which nothing is done. */
  void stall(long time) {
    nanos += time;
  }

  /** Does the next thing on the agenda. */
  void step() {
    Agenda.Task task = agenda.next();
    if (task == null) {
      nanos += SECOND; // all machines are down
      return;
    }
    nanos = begin + Math.max(time(), task.due());
    Lane in = task.lane();
    if (in.isDead()) {
      return;
    }
    if (in.isFull() || in.isStalled()) {
      agenda.add(time() + 1 + random.nextLong(SECOND / 50), in, task.what(), task.work());
      return;
    }
    count("step");
    trace.mark(time() + task.what());
    try {
      in.run(task);
    } catch (Crash e) {
      if (e.node() != in.owner) {
        throw e;
      }
    }
    model.check();
  }

  /** Lets others act while somebody waits, or is between two things. */
  void interleave() {
    if (!troubled || depth >= DEEPEST) {
      return;
    }
    depth++;
    try {
      while (chance(INTERLEAVES)) {
        step();
      }
    } finally {
      depth--;
    }
  }

  boolean isInterleaved() {
    return depth > 0;
  }

  void run(long time) {
    long end = time() + time;
    while (time() < end) {
      step();
    }
  }

  void changed(SimulatedNode node, String what, Object[] args, Object result) {
    model.changed(node, what, args, result);
  }

  @Override
  public void close() {
    machines.forEach(each -> each.disk.close());
  }

  /** Makes an order of names. */
  static Map<String, Long> counts() {
    return new TreeMap<>();
  }
}

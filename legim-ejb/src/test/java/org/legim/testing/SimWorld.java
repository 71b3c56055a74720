package org.legim.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.legim.link.Heartbeat;
import org.legim.link.HeartbeatAnswer;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.NodeStatus;

/** Machines by their host names, the network between them, and the time. */
public final class SimWorld {

  private static final Duration STEP = Duration.ofMillis(100);

  private final Random random;
  private final Map<String, SimNode> running = new LinkedHashMap<>();
  private final Set<String> blocked = new HashSet<>();
  private final Set<String> deaf = new HashSet<>();
  private final Set<String> outdated = new HashSet<>();
  private final List<NodeStatus> statuses = new ArrayList<>();
  private long rosters;
  private long nanos = 1L << 40;
  private int ids;

  /**
   * @param seed of everything random
   */
  public SimWorld(long seed) {
    this.random = new Random(seed);
  }

  /**
   * How a node is configured.
   *
   * @param name its name
   * @param named whether that was chosen
   * @param parent the parent's host, or null
   * @param trusted whether it has the secret
   */
  public record Place(String name, boolean named, String parent, boolean trusted) {

    public static Place gateway(String name) {
      return new Place(name, true, null, true);
    }

    public static Place below(String parent, String name) {
      return new Place(name, true, parent, true);
    }

    public Place unnamed() {
      return new Place(name, false, parent, trusted);
    }

    public Place untrusted() {
      return new Place(name, named, parent, false);
    }
  }

  /** Starts a process on a machine. */
  public SimNode start(String host, SimDisk disk, Place place) {
    disk.start();
    SimNode node = new SimNode(this, disk, host, newId(), place);
    running.put(host, node);
    node.tree().start();
    return node;
  }

  /** Kills the process on a machine. */
  public void kill(String host) {
    running.remove(host);
  }

  /** Cuts the way from one machine to another, in this direction only. */
  public void block(String from, String to) {
    blocked.add(from + " " + to);
  }

  public void unblock(String from, String to) {
    blocked.remove(from + " " + to);
  }

  /** From now on a machine gets no answers, though its questions arrive. */
  public void loseAnswers(String host, boolean now) {
    if (now) {
      deaf.add(host);
    } else {
      deaf.remove(host);
    }
  }

  boolean losesAnswers(String host) {
    return deaf.contains(host);
  }

  /** The machine runs a Legim of old. */
  public void outdate(String host) {
    outdated.add(host);
  }

  boolean isOutdated(String host) {
    return outdated.contains(host);
  }

  SimNode reach(String from, String to) throws LinkException {
    SimNode node = running.get(to);
    if (node == null || blocked.contains(from + " " + to)) {
      throw new LinkException(Kind.UNREACHABLE, "connection refused");
    }
    return node;
  }

  /** Lets time pass. */
  public void pass(Duration duration) {
    for (long left = duration.toNanos(); left > 0; left -= STEP.toNanos()) {
      nanos += STEP.toNanos();
      List.copyOf(running.values()).forEach(SimNode::tick);
    }
  }

  public void passSeconds(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  void count(Heartbeat heartbeat) {
    statuses.addAll(heartbeat.changes());
  }

  void count(HeartbeatAnswer answer) {
    if (answer.roster() != null) {
      rosters++;
    }
  }

  /** The statuses that heartbeats have carried since the last call. */
  public List<NodeStatus> takeStatuses() {
    List<NodeStatus> taken = List.copyOf(statuses);
    statuses.clear();
    return taken;
  }

  /** How many rosters were sent in answers to heartbeats. */
  public long rostersSent() {
    return rosters;
  }

  public long nanos() {
    return nanos;
  }

  RandomGenerator random() {
    return random;
  }

  String newId() {
    return "x" + ++ids;
  }
}

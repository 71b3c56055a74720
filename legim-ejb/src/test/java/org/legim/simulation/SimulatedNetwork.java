package org.legim.simulation;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.legim.link.Caller;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.tree.DirectChild;

/** Between the machines: calls that arrive, or do not, or late, or twice. */
final class SimulatedNetwork {

  private static final double CUT_SHORT = 0.3;

  private final World world;
  private final Lane wires;
  private final Set<Object> underWay = new HashSet<>();
  private double trouble;

  SimulatedNetwork(World world) {
    this.world = world;
    this.wires = new Lane(world, null, "wire", Integer.MAX_VALUE);
  }

  /** What a call does at the other side. */
  @FunctionalInterface
  interface Request<T> {
    T on(SimulatedNode callee) throws LinkException;
  }

  RandomGenerator random() {
    return world.random();
  }

  /** How often something goes wrong, of 1. */
  void trouble(double part) {
    trouble = part;
  }

  /** Nothing that was late arrives any more. */
  void forgetLate() {
    underWay.clear();
  }

  boolean isCutShort() {
    return world.chance(trouble) && world.chance(CUT_SHORT);
  }

  Machine at(String address) throws LinkException {
    return world.machines().stream()
        .filter(each -> each.url().equals(address))
        .findFirst()
        .orElseThrow(() -> new LinkException(Kind.UNREACHABLE, "nobody at " + address));
  }

  static Caller caller(SimulatedNode callee, String session) throws LinkException {
    return Optional.ofNullable(callee.sessions.get(session))
        .orElseThrow(() -> new LinkException(Kind.NO_SESSION, callee + " does not know it"));
  }

  void ping(SimulatedNode from, DirectChild child) throws LinkException {
    String answered =
        call(
            from,
            at(child.address()),
            "ping",
            false,
            callee -> {
              caller(callee, child.session());
              return callee.id();
            });
    if (!answered.equals(child.id())) {
      throw new LinkException(Kind.REFUSED, "another node answers");
    }
  }

  /**
   * Calls.
   *
   * @param again whether the request may arrive late, or twice
   */
  <T> T call(SimulatedNode from, Machine to, String what, boolean again, Request<T> request)
      throws LinkException {
    from.yield();
    SimulatedNode callee = to.process();
    if (!isReachable(from.machine(), to)) {
      throw unreachable(to, "no connection");
    }
    boolean lateToo = false;
    if (world.chance(trouble)) {
      switch (world.random().nextInt(4)) {
        case 0 -> {
          world.count("request lost");
          world.trace(() -> from + " to " + to + ": " + what + " is lost");
          throw unreachable(to, "lost");
        }
        case 1 -> {
          if (again) {
            later(from, to, what, request);
          }
          throw unreachable(to, "late");
        }
        case 2 -> lateToo = again;
        default -> {
          deliver(from, to, what, request);
          from.requireAlive();
          world.count("answer lost");
          world.trace(() -> from + " to " + to + ": answer to " + what + " is lost");
          throw unreachable(to, "no answer");
        }
      }
    }
    T answer = deliver(from, to, what, request);
    if (lateToo) {
      later(from, to, what, request);
    }
    from.yield();
    if (to.process() != callee || !isReachable(from.machine(), to)) {
      throw unreachable(to, "connection reset");
    }
    return answer;
  }

  private boolean isReachable(Machine one, Machine other) {
    return other.process() != null
        && !other.process().stop.isInboundDead()
        && !one.isCutOff()
        && !other.isCutOff()
        && !other.isStalled();
  }

  private void later(SimulatedNode from, Machine to, String what, Request<?> request) {
    world.count("request late or twice");
    Object ticket = new Object();
    underWay.add(ticket);
    world.after(
        world.random().nextLong(10 * World.SECOND),
        wires,
        "late",
        () -> {
          if (underWay.remove(ticket) && to.process() != null) {
            try {
              deliver(from, to, "late " + what, request);
            } catch (LinkException e) {
              world.trace(() -> "late " + what + ": " + e.getMessage());
            }
          }
        });
  }

  private <T> T deliver(SimulatedNode from, Machine to, String what, Request<T> request)
      throws LinkException {
    SimulatedNode callee = to.process();
    if (callee == null || callee.stop.isInboundDead()) {
      throw unreachable(to, "down");
    }
    if (!what.equals("heartbeat") && !what.equals("ping")) {
      world.trace(() -> from + " to " + callee + ": " + what);
    }
    try {
      return request.on(callee);
    } catch (Crash e) {
      if (e.node() != callee) {
        throw e;
      }
      throw unreachable(to, "crashed");
    }
  }

  private static LinkException unreachable(Machine to, String why) {
    return new LinkException(Kind.UNREACHABLE, to + ": " + why);
  }
}

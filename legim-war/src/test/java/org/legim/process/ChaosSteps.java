package org.legim.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import org.legim.config.KillPoint;
import org.legim.testing.Answer;

/**
 * What can happen to a tree. Each step takes equally many random numbers, whatever the nodes are
 * about, so that a seed stands for the same choices however fast the machine is.
 */
final class ChaosSteps {

  private static final int DEATH = 60;

  private static final CutProxy.Line[] LINES = CutProxy.Line.values();
  private static final List<KillPoint> POINTS = DrainKill.POINTS;

  private final ChaosTree tree;
  private final Random random;

  ChaosSteps(ChaosTree tree, Random random) {
    this.tree = tree;
    this.random = random;
  }

  /** One step that is chosen but not done. */
  record Step(int kind, ChaosNode node, int detail) {}

  Step choose() {
    return new Step(
        random.nextInt(100),
        tree.nodes().get(random.nextInt(tree.nodes().size())),
        random.nextInt(1 << 16));
  }

  /** The death of one of the nodes below the gateway. */
  Step chooseDeath() {
    List<ChaosNode> below = tree.nodes().subList(1, tree.nodes().size());
    return new Step(DEATH, below.get(random.nextInt(below.size())), random.nextInt(1 << 16));
  }

  /** Does a step, and returns what it was. */
  String take(Step step) throws IOException {
    try {
      return took(step);
    } catch (UncheckedIOException e) {
      return "nobody heard " + step + ": the gateway is dead";
    }
  }

  private String took(Step step) throws IOException {
    ChaosNode node = step.node();
    if (!node.isStarted()) {
      return start(node, step.detail());
    }
    if (!node.isAlive() || !node.process().isReady()) {
      return node + " ends or begins";
    }
    int kind = step.kind();
    if (kind < 30) {
      return stop(node, step.detail());
    } else if (kind < 50) {
      return retire(node, step.detail());
    } else if (kind < DEATH) {
      return cancel(step.detail());
    } else if (kind < 75) {
      return tree.destroy(node);
    } else if (kind < 95) {
      return line(node, step.detail());
    }
    return maintenance(node);
  }

  private static String start(ChaosNode node, int detail) {
    if (detail % 3 > 0) {
      node.launch();
      return "start " + node;
    }
    KillPoint point = POINTS.get(detail / 3 % POINTS.size());
    int time = 1 + detail % 4;
    node.launchDying(point, time);
    return "start %s, to die at %s:%d".formatted(node, point, time);
  }

  /** A stop of the gateway is one of all, which leaves nothing to do: it is rare. */
  private String stop(ChaosNode node, int detail) {
    if (node.isGateway()) {
      if (detail % 4 > 0) {
        node.kill();
        return "kill " + node;
      }
      tree.nodes().forEach(ChaosNode::disturb);
    }
    boolean again = node.isSignalled();
    node.terminate();
    return "stop " + node + (again ? " again" : "");
  }

  private String retire(ChaosNode node, int detail) {
    if (node.isGateway()) {
      return "the gateway cannot be retired";
    }
    boolean force = detail % 2 == 0;
    String path = "tree/" + node.name() + "/retire" + (force ? "?force=true" : "");
    Answer answer = tree.api().post(path, new byte[0]);
    return check("retire " + node + (force ? " by force" : ""), answer, 202, 404, 409, 503);
  }

  private String cancel(int detail) {
    List<String> drains = tree.drains();
    if (drains.isEmpty()) {
      return "no drain to cancel";
    }
    String drain = drains.get(detail % drains.size());
    return check("cancel " + drain, tree.api().delete("drains/" + drain), 200, 409);
  }

  private String maintenance(ChaosNode node) {
    if (node.isGateway()) {
      return "no maintenance of the gateway";
    }
    Answer answer = tree.api().post("tree/" + node.name() + "/maintenance?for=PT20S", new byte[0]);
    return check("maintenance of " + node, answer, 200, 204, 404, 409);
  }

  private static String line(ChaosNode node, int detail) {
    if (node.isGateway()) {
      return "the gateway has no line";
    }
    CutProxy.Line line = LINES[detail % LINES.length];
    int which = detail / LINES.length % 3;
    node.set(line, which);
    return "%s line of %s: %s".formatted(List.of("down", "up", "each").get(which), node, line);
  }

  private static String check(String what, Answer answer, Integer... allowed) {
    if (!List.of(allowed).contains(answer.status())) {
      throw new AssertionError(what + ": " + answer);
    }
    return what + ": " + answer.status();
  }
}

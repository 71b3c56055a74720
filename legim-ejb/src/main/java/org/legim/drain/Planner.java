package org.legim.drain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.legim.catalogue.Copies;
import org.legim.errand.Flights;
import org.legim.errand.Receivers;
import org.legim.errand.Reservations;
import org.legim.tree.StayingNode;

/** Works out what the leaving of nodes takes, by the books as they are now. Takes long. */
final class Planner {

  private static final int PAGE = 1000;

  private final Drains.Site site;
  private final Reservations reservations;
  private final Flights flights;

  Planner(Shared shared) {
    this.site = shared.site();
    this.reservations = shared.reservations();
    this.flights = shared.flights();
  }

  /**
   * Plans the leaving of nodes.
   *
   * @param drain its id, whose own reservations do not count; an empty text for a new one
   * @param leavers children first; those of them that are away hold what nobody can copy now
   * @param leavingToo the nodes of other drains, whose copies these have planned already
   */
  Plan plan(String drain, List<String> leavers, Collection<String> leavingToo) {
    return new Planning(drain, leavers, leavingToo).plan();
  }

  /**
   * What is to be done.
   *
   * @param steps the nodes, children first
   * @param blobs how many copies
   * @param bytes how long these are together
   * @param bytesStaying how many bytes need no copy
   * @param receivers where the bytes go, and how much room there is, by the ids of the nodes
   * @param free how much room there is at each staying node
   * @param bytesShort how many bytes nobody has room for
   */
  record Plan(
      List<StopPlan.Step> steps,
      long blobs,
      long bytes,
      long bytesStaying,
      Map<String, Long> receivers,
      Map<String, Long> free,
      long bytesShort) {

    /** The plan for those who read it. */
    StopPlan shown(DrainTree tree, OptionalLong seconds, List<String> obstacles) {
      StopPlan.Step root = steps.get(steps.size() - 1);
      List<StopPlan.Receiver> shown = new ArrayList<>();
      receivers.forEach(
          (node, planned) ->
              shown.add(new StopPlan.Receiver(node, tree.nameOf(node), planned, free.get(node))));
      return new StopPlan(
          root.node(),
          root.name(),
          steps,
          blobs,
          bytes,
          bytesStaying,
          shown,
          seconds,
          obstacles.isEmpty(),
          obstacles);
    }
  }

  private final class Planning implements Receivers.Room {
    private final List<String> leavers;
    private final List<String> online;
    private final Collection<String> leavingToo;
    private final Staying before;
    private final Staying after;
    private final Map<String, Long> free = new LinkedHashMap<>();
    private final Map<String, Long> left = new HashMap<>();
    private final Map<String, Long> receivers = new LinkedHashMap<>();
    private long copies;
    private long bytes;
    private long bytesStaying;
    private long bytesShort;

    Planning(String drain, List<String> leavers, Collection<String> leavingToo) {
      this.leavers = leavers;
      this.online = leavers.stream().filter(site.tree()::isOnline).toList();
      this.leavingToo = leavingToo;
      this.before = Staying.now(site, Set.of());
      this.after = Staying.now(site, leavers);
      for (StayingNode node : after.nodes()) {
        String id = node.id();
        long others = reservations.all(id) - reservations.of(drain, id) + flights.bytes(id);
        free.put(id, Math.max(0, node.bytesFree() - others));
      }
      left.putAll(free);
    }

    Plan plan() {
      List<StopPlan.Step> steps = new ArrayList<>();
      for (String node : leavers) {
        steps.add(step(node));
      }
      return new Plan(steps, copies, bytes, bytesStaying, receivers, free, bytesShort);
    }

    private StopPlan.Step step(String node) {
      Receivers ways = new Receivers(after.above(node, site.tree()), after.idList(), this);
      boolean reached = online.contains(node);
      long blobs = 0;
      long held = 0;
      List<Copies> page;
      String last = "";
      do {
        page = site.ledger().copiesAt(node, last, PAGE);
        for (Copies blob : page) {
          blobs++;
          held += blob.image().bytes();
          if (reached && isFirst(node, blob.holders())) {
            add(blob, ways);
          }
          last = blob.image().sha256().hex();
        }
      } while (page.size() == PAGE);
      return new StopPlan.Step(node, site.tree().nameOf(node), reached, blobs, held);
    }

    // What several of them hold is copied once, by whoever comes to it first.
    private boolean isFirst(String node, List<String> holders) {
      return online.stream().filter(holders::contains).findFirst().orElseThrow().equals(node);
    }

    private void add(Copies blob, Receivers ways) {
      long length = blob.image().bytes();
      int missing = after.missing(blob.wanted(), blob.holders());
      if (missing > 0 && blob.holders().stream().anyMatch(leavingToo::contains)) {
        missing -= before.missing(blob.wanted(), blob.holders());
      }
      if (missing <= 0) {
        bytesStaying += length;
        return;
      }
      Set<String> without = new HashSet<>(blob.holders());
      for (int i = 0; i < missing; i++) {
        copies++;
        bytes += length;
        ways.choose(length, without)
            .ifPresentOrElse(
                node -> {
                  without.add(node);
                  left.merge(node, -length, Long::sum);
                  receivers.merge(node, length, Long::sum);
                },
                () -> bytesShort += length);
      }
    }

    @Override
    public boolean has(String node, long length) {
      return free(node) >= length;
    }

    @Override
    public long free(String node) {
      return left.getOrDefault(node, 0L);
    }
  }
}

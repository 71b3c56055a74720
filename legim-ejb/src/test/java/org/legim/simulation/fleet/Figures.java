package org.legim.simulation.fleet;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What has happened, and how many bytes it moved beside the least that would have done. */
final class Figures {

  /** Why bytes move. */
  enum Cause {
    JOIN("a node joins"),
    DRAIN("a node leaves in order"),
    BRANCH_DRAIN("a branch leaves in order"),
    OUTAGE("a node is away for less than 10 min"),
    DEATH("a node is away for longer, or its disk is lost"),
    BRANCH_DEATH("the same of a head, whose branch is away with it"),
    RETURN("a node comes back");

    private final String text;

    Cause(String text) {
      this.text = text;
    }
  }

  private final Map<Cause, long[]> rows = new EnumMap<>(Cause.class);
  private final StringBuilder states = new StringBuilder();
  private long repairs;
  private long repairSeconds;
  private long longestRepair;

  /** Copies that were dropped as there were too many. */
  long dropped;

  /** Repairs that found nobody with room. */
  long stuck;

  /** Disks that were lost. */
  long disksLost;

  Figures() {
    for (Cause cause : Cause.values()) {
      rows.put(cause, new long[3]);
    }
  }

  /** How many events there were. */
  long events() {
    return rows.values().stream().mapToLong(row -> row[0]).sum();
  }

  void happened(Cause cause) {
    rows.get(cause)[0]++;
  }

  void moved(Cause cause, long bytes) {
    rows.get(cause)[1] += bytes;
  }

  void least(Cause cause, long bytes) {
    rows.get(cause)[2] += bytes;
  }

  long moved(Cause cause) {
    return rows.get(cause)[1];
  }

  long least(Cause cause) {
    return rows.get(cause)[2];
  }

  /** An image is whole again so long after one of its nodes was lost. */
  void repaired(long seconds) {
    repairs++;
    repairSeconds += seconds;
    longestRepair = Math.max(longestRepair, seconds);
  }

  /** How the fleet is at some time. */
  void state(String line) {
    states.append(line).append('\n');
  }

  String table() {
    StringBuilder table = new StringBuilder();
    table.append("| event | times | moved | least possible | moved / least |\n");
    table.append("|---|---:|---:|---:|---:|\n");
    rows.forEach(
        (cause, row) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %,d | %s | %s | %s |%n",
                    cause.text,
                    row[0],
                    gigabytes(row[1]),
                    gigabytes(row[2]),
                    row[2] == 0
                        ? "-"
                        : String.format(Locale.ROOT, "%.2f", 1.0 * row[1] / row[2]))));
    return table.append('\n').append(states).append('\n').append(repairs()).toString();
  }

  private String repairs() {
    return String.format(
        Locale.ROOT,
        "%,d times an image was short of copies for more than %d min; it was whole again after %d"
            + " min on average, %d min at most. %,d surplus copies dropped, %,d disks lost.%n",
        repairs,
        Repair.AFTER_SECONDS / 60,
        repairSeconds / Math.max(1, repairs) / 60,
        longestRepair / 60,
        dropped,
        disksLost);
  }

  static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%,d GB", Math.round(bytes / 1e9));
  }
}

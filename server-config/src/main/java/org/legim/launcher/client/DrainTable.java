package org.legim.launcher.client;

import java.util.List;
import java.util.Set;

/** Drains as a table. */
public final class DrainTable {
  private DrainTable() {}

  /** A line for the head of the table and one for each drain, without line ends. */
  public static List<String> lines(List<DrainView> drains) {
    Table table =
        new Table(
            Set.of("DONE", "LEFT", "BYTES LEFT"),
            List.of("DRAIN", "NODE", "CAUSE", "STATE", "BEGUN", "DONE", "LEFT", "BYTES LEFT", ""));
    drains.forEach(
        drain ->
            table.row(
                drain.id(),
                drain.name(),
                drain.cause(),
                drain.state(),
                drain.begun(),
                String.valueOf(drain.blobsDone()),
                String.valueOf(drain.blobsLeft()),
                ByteCount.of(drain.bytesLeft()),
                drain.reason()));
    return table.lines();
  }
}

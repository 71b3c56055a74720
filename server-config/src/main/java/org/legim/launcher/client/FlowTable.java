package org.legim.launcher.client;

import java.util.List;
import java.util.Set;

/** What moves as a table. */
public final class FlowTable {
  private FlowTable() {}

  /** A line for the head of the table and one for each flow, without line ends. */
  public static List<String> lines(List<FlowView> flows) {
    if (flows.isEmpty()) {
      return List.of("nothing moves");
    }
    Table table =
        new Table(
            Set.of("MOVED", "BYTES", "PER SECOND", "LEFT", "BYTES LEFT"),
            List.of("REASON", "MOVED", "BYTES", "PER SECOND", "LEFT", "BYTES LEFT", "DRAIN"));
    flows.forEach(
        flow ->
            table.row(
                flow.reason(),
                String.valueOf(flow.images()),
                ByteCount.of(flow.bytes()),
                ByteCount.of(flow.bytesPerSecond()),
                String.valueOf(flow.imagesLeft()),
                ByteCount.of(flow.bytesLeft()),
                flow.drain()));
    return table.lines();
  }
}

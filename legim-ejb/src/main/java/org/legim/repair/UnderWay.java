package org.legim.repair;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.legim.blob.Sha256;

/** The copies that repair has asked for, and how busy they keep the nodes. Not thread-safe. */
final class UnderWay {

  /** As many as keep a node busy between two of its calls. */
  private static final int MOST_PER_NODE = 1000;

  private final Map<Sha256, List<Way>> ways = new HashMap<>();
  private final Map<String, Integer> sending = new HashMap<>();
  private final Map<String, Integer> receiving = new HashMap<>();
  private long copies;
  private long bytes;

  /** A copy that is to be made. */
  record Way(Sha256 blob, long bytes, String sender, String receiver) {}

  void add(Way way) {
    List<Way> all = new ArrayList<>(of(way.blob()));
    all.add(way);
    ways.put(way.blob(), List.copyOf(all));
    count(way, 1);
  }

  void remove(Way way) {
    List<Way> all = new ArrayList<>(of(way.blob()));
    if (!all.remove(way)) {
      return;
    }
    if (all.isEmpty()) {
      ways.remove(way.blob());
    } else {
      ways.put(way.blob(), List.copyOf(all));
    }
    count(way, -1);
  }

  private void count(Way way, int more) {
    sending.merge(way.sender(), more, Integer::sum);
    receiving.merge(way.receiver(), more, Integer::sum);
    copies += more;
    bytes += more * way.bytes();
  }

  /** Whether copies of a blob are to be made. */
  boolean contains(Sha256 blob) {
    return ways.containsKey(blob);
  }

  List<Way> of(Sha256 blob) {
    return ways.getOrDefault(blob, List.of());
  }

  List<Way> all() {
    return ways.values().stream().flatMap(List::stream).toList();
  }

  /** How many blobs a node is to send. */
  int sentBy(String node) {
    return sending.getOrDefault(node, 0);
  }

  boolean maySend(String node) {
    return sentBy(node) < MOST_PER_NODE;
  }

  boolean mayReceive(String node) {
    return receiving.getOrDefault(node, 0) < MOST_PER_NODE;
  }

  /** How many copies they are. */
  long copies() {
    return copies;
  }

  /** How long these are together. */
  long bytes() {
    return bytes;
  }
}

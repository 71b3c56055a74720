package org.legim.drain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.legim.blob.Sha256;
import org.legim.catalogue.Copies;
import org.legim.catalogue.DrainBook;
import org.legim.catalogue.DrainRecord;
import org.legim.catalogue.ImageRecord;
import org.legim.catalogue.Revision;
import org.legim.catalogue.Tally;
import org.legim.catalogue.Wanted;
import org.legim.link.BlobEntry;
import org.legim.testing.PartialLedger;

/** The gateway's books in memory. */
final class FakeBooks implements PartialLedger, DrainBook {

  final TreeMap<String, Long> lengths = new TreeMap<>();
  final Map<String, TreeSet<String>> holders = new HashMap<>();
  final Map<String, Set<String>> orders = new HashMap<>();
  final Map<String, DrainRecord> records = new LinkedHashMap<>();
  final Map<String, TreeMap<String, TreeSet<String>>> handedOver = new HashMap<>();
  final Map<String, Wanted> wanted = new HashMap<>();
  int scans;

  void hold(String node, String blob, long bytes) {
    lengths.put(blob, bytes);
    holders.computeIfAbsent(blob, key -> new TreeSet<>()).add(node);
  }

  Set<String> holders(String blob) {
    return holders.getOrDefault(blob, new TreeSet<>());
  }

  @Override
  public List<Copies> copiesAt(String node, String after, int limit) {
    scans++;
    return lengths.tailMap(after, false).entrySet().stream()
        .filter(each -> holders(each.getKey()).contains(node))
        .limit(limit)
        .map(each -> copies(each.getKey()))
        .toList();
  }

  @Override
  public List<Copies> copies(String after, int limit) {
    return lengths.tailMap(after, false).keySet().stream().limit(limit).map(this::copies).toList();
  }

  @Override
  public Optional<Copies> copiesOf(Sha256 blob) {
    return Optional.of(blob.hex()).filter(lengths::containsKey).map(this::copies);
  }

  private Copies copies(String blob) {
    return new Copies(image(blob, lengths.get(blob)), List.copyOf(holders(blob)), wanted(blob));
  }

  private Wanted wanted(String blob) {
    return wanted.getOrDefault(blob, Wanted.SYSTEM);
  }

  private static ImageRecord image(String blob, long bytes) {
    return new ImageRecord(
        "id-" + blob.substring(0, 8),
        new Revision(1, 1),
        "",
        "image/png",
        bytes,
        Optional.empty(),
        new Sha256(blob),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  @Override
  public long countHeldBy(String node) {
    return holders.values().stream().filter(each -> each.contains(node)).count();
  }

  @Override
  public Set<String> awaited() {
    return Set.copyOf(orders.keySet());
  }

  @Override
  public Set<Sha256> release(
      String node, Collection<Sha256> blobs, Set<String> staying, int replicas) {
    Set<Sha256> released = new LinkedHashSet<>();
    for (Sha256 blob : blobs) {
      int enough = Math.max(1, Math.min(wanted(blob.hex()).copies(replicas), staying.size()));
      Set<String> all = holders(blob.hex());
      long others = all.stream().filter(h -> !h.equals(node) && staying.contains(h)).count();
      if (others >= enough && all.remove(node)) {
        orders.computeIfAbsent(node, key -> new TreeSet<>()).add(blob.hex());
        released.add(blob);
      }
    }
    return released;
  }

  @Override
  public Set<Sha256> handOver(
      String drain, String node, List<Sha256> blobs, Set<String> staying, int replicas) {
    Set<Sha256> released = release(node, blobs, staying, replicas);
    released.forEach(
        blob ->
            handedOver
                .computeIfAbsent(drain, key -> new TreeMap<>())
                .computeIfAbsent(node, key -> new TreeSet<>())
                .add(blob.hex()));
    return released;
  }

  @Override
  public void save(DrainRecord drain) {
    records.put(drain.id(), drain);
  }

  @Override
  public List<DrainRecord> all() {
    List<DrainRecord> all = new ArrayList<>(records.values());
    Collections.reverse(all);
    return all;
  }

  @Override
  public List<BlobEntry> handedOver(String drain, String after, int limit) {
    TreeSet<String> all = new TreeSet<>();
    nodesOf(drain).forEach(all::addAll);
    return all.tailSet(after, false).stream()
        .limit(limit)
        .map(blob -> new BlobEntry(blob, lengths.get(blob)))
        .toList();
  }

  private Stream<TreeSet<String>> nodesOf(String drain) {
    return handedOver.getOrDefault(drain, new TreeMap<>()).values().stream();
  }

  @Override
  public Tally handedOverBy(String drain, String node) {
    Set<String> blobs =
        handedOver.getOrDefault(drain, new TreeMap<>()).getOrDefault(node, new TreeSet<>());
    return new Tally(blobs.size(), blobs.size(), blobs.stream().mapToLong(lengths::get).sum());
  }
}

package org.legim.repair;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.legim.blob.Sha256;
import org.legim.catalogue.Copies;
import org.legim.catalogue.ImageRecord;
import org.legim.catalogue.Revision;
import org.legim.catalogue.Wanted;
import org.legim.testing.PartialLedger;

/** The gateway's books in memory, as far as repairs need them. */
final class FakeLedger implements PartialLedger {

  private final TreeMap<String, Long> lengths = new TreeMap<>();
  private final Map<String, TreeSet<String>> holders = new HashMap<>();
  private final Map<String, Wanted> wanted = new HashMap<>();
  int scans;

  void add(Sha256 blob, long bytes) {
    lengths.put(blob.hex(), bytes);
  }

  void want(Sha256 blob, int copies) {
    wanted.put(blob.hex(), new Wanted(copies, false));
  }

  long bytes(Sha256 blob) {
    return lengths.get(blob.hex());
  }

  Set<String> holders(Sha256 blob) {
    return holders.computeIfAbsent(blob.hex(), key -> new TreeSet<>());
  }

  private Copies copies(String blob) {
    ImageRecord image =
        new ImageRecord(
            "id-" + blob,
            new Revision(1, 1),
            "",
            "image/png",
            lengths.get(blob),
            Optional.empty(),
            new Sha256(blob),
            Instant.EPOCH,
            Instant.EPOCH);
    return new Copies(
        image, List.copyOf(holders(new Sha256(blob))), wanted.getOrDefault(blob, Wanted.SYSTEM));
  }

  @Override
  public List<Copies> copies(String after, int limit) {
    scans += after.isEmpty() ? 1 : 0;
    return lengths.tailMap(after, false).keySet().stream().limit(limit).map(this::copies).toList();
  }

  @Override
  public Optional<Copies> copiesOf(Sha256 blob) {
    return Optional.of(blob.hex()).filter(lengths::containsKey).map(this::copies);
  }

  @Override
  public Set<Sha256> release(
      String node, Collection<Sha256> blobs, Set<String> staying, int replicas) {
    Set<Sha256> released = new HashSet<>();
    for (Sha256 blob : blobs) {
      int copies = copies(blob.hex()).wanted().copies(replicas);
      int enough = Math.max(1, Math.min(copies, staying.size()));
      long others =
          holders(blob).stream().filter(h -> !h.equals(node) && staying.contains(h)).count();
      if (others >= enough && holders(blob).remove(node)) {
        released.add(blob);
      }
    }
    return released;
  }
}

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.legim.blob.Sha256;
import org.legim.catalogue.Changes;
import org.legim.catalogue.HoldingState;
import org.legim.catalogue.Holdings;
import org.legim.catalogue.Revision;
import org.legim.link.BlobEntry;
import org.legim.link.DeletionEntry;
import org.legim.link.HeldListing;
import org.legim.link.ImageEntry;
import org.legim.link.Order;
import org.legim.link.Report;

/**
 * What a leaf holds: the images that it has by its number, and in memory only what changed since.
 */
final class LeafHoldings implements Holdings {

  private final int leaf;
  private final Images images;
  private final MessageDigest sha256 = Images.sha256();
  private final Set<String> dropped = new HashSet<>();
  private final Map<String, BlobEntry> gained = new HashMap<>();

  /** Records other than those by number; empty for one that is gone. */
  private final Map<String, Optional<ImageEntry>> changed = new HashMap<>();

  private final NavigableMap<Long, Object> log = new TreeMap<>();
  private long newest;
  private long digest;
  private long count;
  private Optional<String> stream = Optional.empty();
  private long applied;

  LeafHoldings(int leaf, Images images, long digest) {
    this.leaf = leaf;
    this.images = images;
    this.newest = images.perLeaf();
    this.count = images.perLeaf();
    this.digest = digest;
  }

  static String log(int leaf) {
    return "log-of-" + leaf;
  }

  String node() {
    return Leaf.id(leaf);
  }

  long count() {
    return count;
  }

  private Optional<ImageEntry> record(String id) {
    Optional<ImageEntry> entry = changed.get(id);
    if (entry != null) {
      return entry;
    }
    int k = Images.number(id);
    return images.holds(leaf, k) ? Optional.of(images.entry(k)) : Optional.empty();
  }

  private boolean holdsBlobOf(ImageEntry image) {
    int k = Images.number(image.id());
    boolean own = images.holds(leaf, k) && images.hash(k).equals(image.sha256());
    return own && !dropped.contains(image.sha256()) || gained.containsKey(image.sha256());
  }

  private void put(ImageEntry image) {
    record(image.id()).ifPresent(old -> digest ^= Images.recordDigest(sha256, old));
    changed.put(image.id(), Optional.of(image));
    digest ^= Images.recordDigest(sha256, image);
  }

  private void remove(String id) {
    record(id).ifPresent(old -> digest ^= Images.recordDigest(sha256, old));
    changed.put(id, Optional.empty());
  }

  /** Falls back to an older record of one of its images, as a damaged disk might. */
  void forgetNewest(int index) {
    ImageEntry image = images.entry(images.ofLeaf(leaf, index));
    put(
        new ImageEntry(
            image.id(),
            image.epoch(),
            0,
            image.name(),
            image.type(),
            image.bytes(),
            image.width(),
            image.height(),
            image.sha256(),
            image.created(),
            image.modified()));
  }

  @Override
  public boolean keep(ImageEntry image) {
    if (gained.put(image.sha256(), new BlobEntry(image.sha256(), image.bytes())) == null) {
      digest ^= Images.blobDigest(sha256, image.sha256());
      count++;
    }
    put(image);
    log.put(++newest, image);
    return true;
  }

  @Override
  public Set<Sha256> keepAll(List<ImageEntry> images) {
    images.forEach(this::keep);
    return Set.of();
  }

  @Override
  public HoldingState state() {
    return new HoldingState(
        log(leaf),
        newest,
        digest,
        Optional.of(Gateway.TREE),
        stream,
        applied,
        new Revision(1, images.count()));
  }

  @Override
  public Changes changes(long after, int limit) {
    List<BlobEntry> blobs = new ArrayList<>();
    List<ImageEntry> records = new ArrayList<>();
    List<DeletionEntry> deletions = new ArrayList<>();
    long upTo = newest;
    int left = limit;
    for (Map.Entry<Long, Object> change : log.tailMap(after, false).entrySet()) {
      if (left-- == 0) {
        break;
      }
      upTo = change.getKey();
      if (change.getValue() instanceof ImageEntry image) {
        if (gained.containsKey(image.sha256())) {
          blobs.add(gained.get(image.sha256()));
        }
        records.add(image);
      } else if (change.getValue() instanceof DeletionEntry deletion) {
        deletions.add(deletion);
      }
    }
    return new Changes(upTo, upTo == newest, blobs, records, deletions);
  }

  @Override
  public long[] digests() {
    long[] digests = new long[Report.PREFIXES];
    for (int index = 0; index < images.perLeaf(); index++) {
      ImageEntry image = images.entry(images.ofLeaf(leaf, index));
      if (!dropped.contains(image.sha256())) {
        digests[Images.prefix(image.sha256())] ^= Images.blobDigest(sha256, image.sha256());
      }
      if (!changed.containsKey(image.id())) {
        digests[Images.prefix(image.sha256())] ^= Images.recordDigest(sha256, image);
      }
    }
    gained
        .keySet()
        .forEach(blob -> digests[Images.prefix(blob)] ^= Images.blobDigest(sha256, blob));
    changed.values().stream()
        .flatMap(Optional::stream)
        .forEach(
            image -> digests[Images.prefix(image.sha256())] ^= Images.recordDigest(sha256, image));
    return digests;
  }

  @Override
  public HeldListing listing(String prefix) {
    List<BlobEntry> blobs = new ArrayList<>();
    List<ImageEntry> records = new ArrayList<>();
    for (int index = 0; index < images.perLeaf(); index++) {
      int k = images.ofLeaf(leaf, index);
      String hash = images.hash(k);
      if (hash.startsWith(prefix) && !dropped.contains(hash)) {
        blobs.add(new BlobEntry(hash, Images.BYTES));
        record(Images.id(k)).ifPresent(records::add);
      }
    }
    gained.values().stream().filter(blob -> blob.sha256().startsWith(prefix)).forEach(blobs::add);
    changed.values().stream()
        .flatMap(Optional::stream)
        .filter(image -> image.sha256().startsWith(prefix) && !records.contains(image))
        .forEach(records::add);
    return new HeldListing(prefix, blobs, records);
  }

  @Override
  public Set<Sha256> apply(String of, List<Order> orders) {
    if (!stream.equals(Optional.of(of))) {
      stream = Optional.of(of);
      applied = 0;
    }
    for (Order order : orders) {
      if (order.number() > applied) {
        apply(order);
        applied = order.number();
      }
    }
    return Set.of();
  }

  private void apply(Order order) {
    if (order.drop() != null) {
      if (dropped.add(order.drop())) {
        gained.remove(order.drop());
        digest ^= Images.blobDigest(sha256, order.drop());
        count--;
      }
    } else if (order.deletion() != null) {
      remove(order.deletion().id());
      log.put(++newest, order.deletion());
    } else if (holdsBlobOf(order.image())) {
      put(order.image());
      log.put(++newest, order.image());
    } else {
      remove(order.image().id());
    }
  }

  @Override
  public boolean holds(Sha256 blob) {
    throw new IllegalStateException("a leaf without a disk");
  }

  @Override
  public Set<Sha256> held(String digits) {
    throw new IllegalStateException("a leaf without a disk");
  }

  @Override
  public boolean isRestored() {
    return false;
  }

  @Override
  public void matchDisk(List<BlobEntry> found, List<Sha256> missing) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean lost(Sha256 blob) {
    throw new IllegalStateException("a leaf without a disk");
  }

  @Override
  public void found(List<BlobEntry> blobs) {
    throw new IllegalStateException("a leaf without a disk");
  }

  @Override
  public void belongTo(String tree) {}
}

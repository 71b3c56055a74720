package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.catalogue.CatalogueFixture.all;
import static org.legim.catalogue.CatalogueFixture.image;
import static org.legim.image.WriteCondition.NONE;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.legim.blob.Sha256;
import org.legim.image.RefusedException;
import org.legim.link.BlobEntry;
import org.legim.link.HeldListing;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;
import org.legim.link.ReportAnswer.Want;

/** A node below the gateway, with a real catalogue, that reports as a node does. */
final class TestMember implements AutoCloseable {

  /** Small, so that few images make many pieces. */
  static final int CHANGES = 7;

  private static final int PREFIXES = 3;
  private static final int MOST_REPORTS = 5_000;

  final String node;
  final Set<Sha256> disk = new HashSet<>();
  SqliteCatalogue catalogue;
  int reports;

  private final TestGateway gateway;
  private Optional<Long> acknowledged = Optional.empty();
  private Want want = Want.NOTHING;
  private final Deque<String> prefixes = new ArrayDeque<>();
  private boolean whole;
  private long upTo;

  TestMember(TestGateway gateway, String node) {
    this.gateway = gateway;
    this.node = node;
    this.catalogue = CatalogueFixture.open(gateway.folder, node);
  }

  /** It is alone, and stores the blob number n under an id itself. */
  TestMember putAlone(String id, int n) throws RefusedException {
    return putAlone(id, image(n));
  }

  TestMember putAlone(String id, NewImage image) throws RefusedException {
    catalogue.ledger().lead("tree-of-" + node);
    disk.add(image.sha256());
    catalogue.put(id, image, NONE).unneeded().ifPresent(disk::remove);
    return this;
  }

  /** A blob comes from the gateway. */
  void receive(ImageRecord image) {
    disk.add(image.sha256());
    catalogue.holdings().keep(image.entry());
  }

  /** Its disk has lost the blob number n. */
  boolean lose(int n) {
    disk.remove(CatalogueFixture.hash(n));
    return catalogue.holdings().lost(CatalogueFixture.hash(n));
  }

  /** Reports until both agree. */
  TestMember reconcile() {
    for (int i = 0; i < MOST_REPORTS; i++) {
      if (reportOnce().complete()) {
        return this;
      }
    }
    throw new AssertionError(node + " and the gateway never agree");
  }

  ReportAnswer reportOnce() {
    ReportAnswer answer = gateway.receive(compose(), node);
    apply(answer);
    return answer;
  }

  /** The report arrives, but not the answer. */
  ReportAnswer reportInVain() {
    return gateway.receive(compose(), node);
  }

  Report compose() {
    reports++;
    Holdings holdings = catalogue.holdings();
    HoldingState state = holdings.state();
    List<HeldListing> listings = new ArrayList<>();
    Deque<String> left = new ArrayDeque<>(prefixes);
    while (!left.isEmpty() && listings.size() < PREFIXES) {
      listings.add(holdings.listing(left.poll()));
    }
    Changes changes =
        acknowledged.isEmpty()
            ? new Changes(state.newest(), true, List.of(), List.of(), List.of())
            : holdings.changes(acknowledged.get(), CHANGES);
    whole = changes.whole() && changes.upTo() == state.newest() && left.isEmpty();
    upTo = changes.upTo();
    return new Report(
        node,
        "run",
        reports,
        state.tree().orElse(null),
        state.log(),
        acknowledged.orElse(-1L),
        changes.upTo(),
        changes.blobs(),
        changes.images(),
        changes.deletions(),
        whole,
        state.stream().orElse(null),
        state.applied(),
        state.digest(),
        want == Want.DIGESTS ? encode(holdings.digests()) : null,
        listings);
  }

  void apply(ReportAnswer answer) {
    acknowledged = Optional.of(answer.acknowledged());
    for (int i = 0; i < PREFIXES && !prefixes.isEmpty(); i++) {
      prefixes.remove();
    }
    want = answer.want();
    if (want == Want.LISTINGS) {
      prefixes.clear();
      prefixes.addAll(answer.prefixes());
    }
    for (Sha256 dropped : catalogue.holdings().apply(answer.stream(), answer.orders())) {
      if (!catalogue.holdings().holds(dropped)) {
        disk.remove(dropped);
      }
    }
    if (answer.complete()) {
      catalogue.holdings().belongTo(answer.tree());
    }
  }

  private static String encode(long[] digests) {
    ByteBuffer bytes = ByteBuffer.allocate(digests.length * Long.BYTES);
    bytes.asLongBuffer().put(digests);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /** A new process. */
  TestMember restart() {
    catalogue.close();
    catalogue = CatalogueFixture.open(gateway.folder, node);
    forgetConversation();
    return this;
  }

  /** As after a new session at the gateway. */
  void forgetConversation() {
    acknowledged = Optional.empty();
    want = Want.NOTHING;
    prefixes.clear();
  }

  /** The catalogue is gone; the blobs are still there, and found again. */
  void loseCatalogue(boolean found) {
    catalogue.close();
    TestGateway.deleteDatabase(gateway.folder, node);
    restart();
    if (found) {
      catalogue
          .holdings()
          .found(
              disk.stream()
                  .map(blob -> new BlobEntry(blob.hex(), 1000L + CatalogueFixture.number(blob)))
                  .toList());
    } else {
      disk.clear();
    }
  }

  /** What its catalogue knows, by id. */
  Map<String, Sha256> images() {
    Map<String, Sha256> images = new LinkedHashMap<>();
    catalogue.list(all(100_000)).images().forEach(image -> images.put(image.id(), image.sha256()));
    return images;
  }

  /** It holds exactly these images, with the gateway's records, and nothing else on its disk. */
  void assertHolds(String... ids) {
    assertThat(images().keySet()).as(node).containsExactlyInAnyOrder(ids);
    assertThat(disk).as(node).isEqualTo(new HashSet<>(images().values()));
    for (String id : ids) {
      assertThat(catalogue.find(id)).as(node + ": " + id).isEqualTo(gateway.catalogue.find(id));
      assertThat(gateway.catalogue.holders(images().get(id))).as(id).contains(node);
    }
  }

  @Override
  public void close() {
    catalogue.close();
  }
}

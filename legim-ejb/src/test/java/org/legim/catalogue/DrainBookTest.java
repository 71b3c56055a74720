package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.legim.catalogue.CatalogueFixture.hash;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.blob.Sha256;
import org.legim.catalogue.DrainRecord.Cause;
import org.legim.catalogue.DrainRecord.Leaver;
import org.legim.catalogue.DrainRecord.State;
import org.legim.link.BlobEntry;

/** What a gateway remembers of drains, and what it lets a leaving node drop. */
@Timeout(120)
class DrainBookTest {

  private static final String GATEWAY = TestGateway.NODE;
  private static final Set<String> STAYING = Set.of(GATEWAY, "other");

  @TempDir private Path folder;
  private TestGateway gateway;
  private TestMember leaf;
  private TestMember other;

  @BeforeEach
  void open() {
    gateway = new TestGateway(folder);
    leaf = gateway.member("leaf").reconcile();
    other = gateway.member("other").reconcile();
  }

  @AfterEach
  void close() {
    gateway.assertBooksAreTrue("at the end");
    gateway.close();
  }

  @Test
  void remembersDrainsTheNewestFirst() {
    assertThat(book().all()).isEmpty();
    DrainRecord whole =
        new DrainRecord(
            "b",
            "leaf",
            "Hà Nội \"1\"",
            Cause.RETIRE,
            State.DRAINING,
            List.of(
                new Leaver("leaf", "Hà Nội \"1\"", GATEWAY, "run", State.DRAINING),
                new Leaver("other", "other", "leaf", null, State.GONE)),
            2_000,
            0,
            7,
            Long.MAX_VALUE,
            null);
    book().save(whole);
    book().save(drain("a", 1_000, 0));
    book().save(drain("c", 3_000, 0));

    assertThat(book().all()).containsExactly(drain("c", 3_000, 0), whole, drain("a", 1_000, 0));
    gateway.restart();
    assertThat(book().all()).containsExactly(drain("c", 3_000, 0), whole, drain("a", 1_000, 0));
  }

  @Test
  void remembersWhatHasBecomeOfADrain() {
    book().save(drain("a", 1_000, 0));
    book().save(drain("a", 1_000, 5_000));

    assertThat(book().all()).containsExactly(drain("a", 1_000, 5_000));
  }

  @Test
  void namesADrainThatItCannotRead() {
    book().save(drain("a", 1_000, 0));
    CatalogueFile.execute(folder, GATEWAY, "update drain set document = 'torn'");

    assertThatExceptionOfType(CatalogueException.class)
        .isThrownBy(() -> book().all())
        .withMessageContaining("a drain cannot be read");
  }

  @ParameterizedTest(name = "replicas {0}, staying {1}, held by {2}: {3}")
  @CsvSource({
    "1, gateway,       leaf,               false",
    "1, gateway,       gateway leaf,       true",
    "1, gateway,       leaf other,         false",
    "1, gateway other, leaf other,         true",
    "2, gateway other, gateway leaf,       false",
    "2, gateway other, gateway leaf other, true",
    "2, gateway,       gateway leaf,       true",
    "3, gateway other, gateway leaf other, true",
    "0, gateway,       leaf,               false",
    "1, gateway,       gateway,            false",
    "1, gateway other, gateway other,      false"
  })
  void letsALeavingNodeDropWhatEnoughOthersHold(
      int replicas, String staying, String held, boolean dropped) throws Exception {
    Set<String> holders = Set.of(held.split(" "));
    store("a", 1, holders);

    Set<Sha256> result =
        book().handOver("d", "leaf", hashes(1, 99), Set.of(staying.split(" ")), replicas);

    assertThat(result).isEqualTo(dropped ? Set.of(hash(1)) : Set.of());
    assertThat(gateway.catalogue.holders(hash(1)).contains("leaf"))
        .isEqualTo(holders.contains("leaf") && !dropped);
    assertThat(gateway.ledger().awaited()).isEqualTo(dropped ? Set.of("leaf") : Set.of());
    assertThat(book().handedOver("d", "", 10)).isEqualTo(dropped ? List.of(entry(1)) : List.of());
    assertThat(book().handedOverBy("d", "leaf"))
        .isEqualTo(dropped ? new Tally(1, 1, 1001) : Tally.NONE);
    leaf.reconcile();
    assertThat(leaf.disk).hasSize(holders.contains("leaf") && !dropped ? 1 : 0);
    assertThat(gateway.catalogue.find("a")).isPresent();
  }

  @Test
  void whatWasDeletedMeanwhileIsNotHandedOver() throws Exception {
    store("a", 1, Set.of(GATEWAY, "leaf"));
    store("b", 2, Set.of(GATEWAY, "leaf"));
    gateway.delete("a");

    assertThat(handOver("d", "leaf", 1, 2)).containsExactly(hash(2));

    assertThat(book().handedOver("d", "", 10)).containsExactly(entry(2));
    leaf.reconcile().assertHolds();
  }

  @Test
  void theGatewayDropsItsOwnWithoutAnOrder() throws Exception {
    store("a", 1, Set.of(GATEWAY, "other"));

    Set<Sha256> dropped = book().handOver("d", GATEWAY, hashes(1), Set.of("leaf", "other"), 1);

    assertThat(dropped).containsExactly(hash(1));
    assertThat(gateway.catalogue.holdings().holds(hash(1))).isFalse();
    assertThat(gateway.catalogue.tally()).isEqualTo(Tally.NONE);
    assertThat(gateway.ledger().awaited()).isEmpty();
    assertThat(book().handedOverBy("d", GATEWAY)).isEqualTo(new Tally(1, 1, 1001));
  }

  @Test
  void theLastCopyStaysWhereTwoLeaveAtOnce() throws Exception {
    store("a", 1, Set.of("leaf", "other"));

    assertThat(book().handOver("d", "leaf", hashes(1), Set.of(GATEWAY), 1)).isEmpty();
    assertThat(book().handOver("d", "other", hashes(1), Set.of(GATEWAY), 1)).isEmpty();

    assertThat(gateway.catalogue.holders(hash(1))).containsExactly("leaf", "other");
    assertThat(book().handedOver("d", "", 10)).isEmpty();
  }

  @Test
  void aBlobCountsOnceForANodeThatGetsItBackAndForEachNodeThatHandsItOver() throws Exception {
    store("a", 1, Set.of(GATEWAY, "leaf", "other"));
    assertThat(handOver("d", "leaf", 1, 1)).hasSize(1);
    assertThat(handOver("d", "leaf", 1)).isEmpty();
    leaf.reconcile();

    // As what was under way to it does, or what a node brings that begins anew.
    gateway.place(1, leaf);
    leaf.reconcile().assertHolds("a");
    assertThat(handOver("d", "leaf", 1)).hasSize(1);
    assertThat(book().handOver("d", "other", hashes(1), Set.of(GATEWAY), 1)).hasSize(1);

    assertThat(book().handedOver("d", "", 10)).containsExactly(entry(1));
    assertThat(book().handedOverBy("d", "leaf")).isEqualTo(new Tally(1, 1, 1001));
    assertThat(book().handedOverBy("d", "other")).isEqualTo(new Tally(1, 1, 1001));
    assertThat(book().handedOverBy("d", GATEWAY)).isEqualTo(Tally.NONE);
    leaf.reconcile().assertHolds();
  }

  @Test
  void aNodeThatLostItsDiskHasHandedOverWhatItHadUntilThen() throws Exception {
    store("a", 1, Set.of(GATEWAY, "leaf"));
    store("b", 2, Set.of(GATEWAY, "leaf"));
    handOver("d", "leaf", 1);
    leaf.reconcile();

    leaf.loseCatalogue(false);
    leaf.reconcile();

    assertThat(handOver("d", "leaf", 1, 2)).isEmpty();
    assertThat(gateway.ledger().countHeldBy("leaf")).isZero();
    assertThat(book().handedOver("d", "", 10)).containsExactly(entry(1));
    assertThat(book().handedOverBy("d", "leaf")).isEqualTo(new Tally(1, 1, 1001));
  }

  @Test
  void listsWhatWasHandedOverPageByPage() throws Exception {
    int[] blobs = IntStream.range(0, 9).toArray();
    for (int blob : blobs) {
      store("image-" + blob, blob, Set.of(GATEWAY, "leaf", "other"));
    }
    handOver("d", "leaf", blobs);
    book().handOver("d", "other", hashes(2, 3, 4), Set.of(GATEWAY), 1);
    handOver("another", "leaf", blobs);

    List<BlobEntry> listed = new ArrayList<>();
    String after = "";
    List<BlobEntry> page;
    do {
      page = book().handedOver("d", after, 4);
      assertThat(page).hasSizeLessThanOrEqualTo(4);
      listed.addAll(page);
      after = page.isEmpty() ? after : page.get(page.size() - 1).sha256();
    } while (!page.isEmpty());

    assertThat(listed).hasSize(9).extracting(BlobEntry::sha256).isSorted().doesNotHaveDuplicates();
    assertThat(listed).contains(entry(0), entry(8));
    assertThat(book().handedOverBy("d", "leaf")).isEqualTo(new Tally(9, 9, 9036));
    assertThat(book().handedOverBy("d", "other")).isEqualTo(new Tally(3, 3, 3009));
    assertThat(book().handedOver("another", "", 4)).isEmpty();
    gateway.restart();
    assertThat(book().handedOver("d", "", 10)).isEqualTo(listed);
    assertThat(book().handedOverBy("d", "leaf")).isEqualTo(new Tally(9, 9, 9036));
  }

  @Test
  void forgetsTheDrainsThatEndedLongAgoWithWhatWasHandedOverInThem() throws Exception {
    store("a", 1, Set.of(GATEWAY, "leaf", "other"));
    store("b", 2, Set.of(GATEWAY, "leaf"));
    book().save(drain("old", 1, 0));
    book().save(drain("long", 2, 0));
    book().save(drain("under way", 3, 0));
    handOver("old", "leaf", 1);
    handOver("long", "leaf", 2);
    book().handOver("old", "other", hashes(1), Set.of(GATEWAY), 1);
    book().save(drain("old", 1, 10));
    for (int i = 1; i < SqliteDrainBook.ENDED_KEPT; i++) {
      book().save(drain("drain-" + i, 10 + i, 10 + i));
    }
    assertThat(book().all()).hasSize(SqliteDrainBook.ENDED_KEPT + 2).contains(drain("old", 1, 10));
    assertThat(book().handedOver("old", "", 10)).hasSize(1);

    book().save(drain("long", 2, 1_000));

    assertThat(book().all())
        .hasSize(SqliteDrainBook.ENDED_KEPT + 1)
        .contains(drain("long", 2, 1_000), drain("under way", 3, 0), drain("drain-1", 11, 11))
        .doesNotContain(drain("old", 1, 10));
    assertThat(book().handedOver("old", "", 10)).isEmpty();
    assertThat(book().handedOverBy("old", "leaf")).isEqualTo(Tally.NONE);
    assertThat(rows("select drain, node from drain_tally")).containsExactly("long leaf");
    assertThat(rows("select drain, node from handed_over")).containsExactly("long leaf");
  }

  @Test
  void aFormerGatewayForgetsItsDrains() throws Exception {
    store("a", 1, Set.of(GATEWAY, "leaf"));
    book().save(drain("d", 1, 0));
    handOver("d", "leaf", 1);
    leaf.reconcile();

    gateway.catalogue.holdings().belongTo("another tree");

    assertThat(book().all()).isEmpty();
    assertThat(book().handedOver("d", "", 10)).isEmpty();
    assertThat(book().handedOverBy("d", "leaf")).isEqualTo(Tally.NONE);
  }

  /** An image of the blob number n, which exactly these nodes hold. */
  private void store(String id, int n, Set<String> holders) throws Exception {
    gateway.put(id, n);
    for (TestMember member : List.of(leaf, other)) {
      if (holders.contains(member.node)) {
        gateway.place(n, member);
        member.reconcile();
      }
    }
    if (!holders.contains(GATEWAY)) {
      assertThat(gateway.release(GATEWAY, 1, Set.of("leaf", "other"), n)).hasSize(1);
    }
  }

  private Set<Sha256> handOver(String drain, String node, int... blobs) {
    return book().handOver(drain, node, hashes(blobs), STAYING, 1);
  }

  private DrainBook book() {
    return gateway.catalogue.drains();
  }

  private List<String> rows(String sql) {
    return CatalogueFile.rows(folder, GATEWAY, sql);
  }

  private static List<Sha256> hashes(int... blobs) {
    return Arrays.stream(blobs).mapToObj(CatalogueFixture::hash).toList();
  }

  private static BlobEntry entry(int n) {
    return new BlobEntry(hash(n).hex(), 1000L + n);
  }

  private static DrainRecord drain(String id, long begun, long ended) {
    return new DrainRecord(
        id,
        "leaf",
        "leaf",
        Cause.STOP,
        ended > 0 ? State.GONE : State.DRAINING,
        List.of(new Leaver("leaf", "leaf", GATEWAY, "run", State.DRAINING)),
        begun,
        ended,
        1,
        1001,
        ended > 0 ? "All is handed over." : null);
  }
}

package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.catalogue.CatalogueFixture.hash;
import static org.legim.catalogue.CatalogueFixture.image;
import static org.legim.image.WriteCondition.NONE;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.blob.Sha256;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;

/** Releases, drops and what races with them: the last copy of an image never goes. */
@Timeout(120)
class LedgerTest {

  private static final String GATEWAY = TestGateway.NODE;

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

  @ParameterizedTest(name = "replicas {0}, staying {1}, held by {2}: {3}")
  @CsvSource({
    "1, gateway,            gateway,            false",
    "1, gateway leaf,       gateway,            false",
    "1, gateway leaf,       gateway leaf,       true",
    "1, gateway other,      gateway leaf,       false",
    "1, leaf,               gateway leaf,       true",
    "1, gateway leaf other, leaf,               false",
    "2, gateway leaf,       gateway leaf,       false",
    "2, gateway leaf other, gateway leaf,       false",
    "2, gateway leaf other, gateway leaf other, true",
    "2, gateway leaf,       gateway leaf other, false",
    "3, gateway leaf other, gateway leaf other, false",
    "0, gateway leaf,       gateway,            false",
    "0, gateway leaf,       gateway leaf,       true"
  })
  void releasesWhereEnoughOthersHoldABlob(
      int replicas, String staying, String held, boolean released) throws Exception {
    Set<String> holders = Set.of(held.split(" "));
    gateway.put("a", 1);
    for (TestMember member : List.of(leaf, other)) {
      if (holders.contains(member.node)) {
        gateway.place(1, member);
        member.reconcile();
      }
    }
    if (!holders.contains(GATEWAY)) {
      assertThat(gateway.release(GATEWAY, 1, Set.of("leaf", "other"), 1)).hasSize(1);
    }

    Set<Sha256> result = gateway.release(GATEWAY, replicas, Set.of(staying.split(" ")), 1, 99);

    assertThat(result).isEqualTo(released ? Set.of(hash(1)) : Set.of());
    assertThat(gateway.catalogue.holders(hash(1)).contains(GATEWAY))
        .isEqualTo(holders.contains(GATEWAY) && !released);
    assertThat(gateway.disk.contains(hash(1))).isEqualTo(holders.contains(GATEWAY) && !released);
    assertThat(gateway.catalogue.find("a")).isPresent();
  }

  @Test
  void aReleasedNodeDropsTheBlobAndItsRecordsOnceItIsTold() throws Exception {
    gateway.put("a", 1);
    gateway.place(1, leaf);
    leaf.reconcile();

    assertThat(gateway.release("leaf", 1, Set.of(GATEWAY, "leaf"), 1)).containsExactly(hash(1));
    assertThat(gateway.catalogue.holders(hash(1))).containsExactly(GATEWAY);
    assertThat(leaf.disk).contains(hash(1));

    leaf.reconcile();
    leaf.assertHolds();
    assertThat(leaf.catalogue.tally()).isEqualTo(Tally.NONE);
  }

  @Test
  void twoReleasesAtOnceNeverTakeTheLastCopy() throws Exception {
    gateway.put("a", 1);
    gateway.place(1, leaf);
    leaf.reconcile();

    Set<String> staying = Set.of(GATEWAY, "leaf", "other");
    assertThat(gateway.release("leaf", 1, staying, 1)).hasSize(1);
    assertThat(gateway.release(GATEWAY, 1, staying, 1)).isEmpty();

    leaf.reconcile();
    assertThat(gateway.disk).contains(hash(1));
  }

  @Test
  void aClaimDoesNotCountWhileTheDropIsUnderWay() throws Exception {
    gateway.put("a", 1);
    gateway.place(1, leaf);
    Report late = composeAfterJoin(leaf);
    leaf.reconcile();
    gateway.release("leaf", 1, Set.of(GATEWAY, "leaf"), 1);

    // The order is in an answer that is lost; a copy comes again, and is reported.
    leaf.reportInVain();
    gateway.place(1, leaf);
    gateway.receive(leaf.compose(), "leaf");
    assertThat(gateway.catalogue.holders(hash(1))).containsExactly(GATEWAY);

    leaf.reconcile();
    leaf.assertHolds();
    assertThat(late.blobs()).hasSize(1);
  }

  @Test
  void aCopyThatComesAfterTheDropCountsAgain() throws Exception {
    gateway.put("a", 1);
    gateway.place(1, leaf);
    leaf.reconcile();
    gateway.release("leaf", 1, Set.of(GATEWAY, "leaf"), 1);
    ReportAnswer answer = leaf.reportInVain();
    leaf.apply(answer);
    gateway.place(1, leaf);

    leaf.reconcile();

    leaf.assertHolds("a");
  }

  @Test
  void aDropThatIsAppliedAfterTheNextCopyCameTakesItBackSafely() throws Exception {
    gateway.put("a", 1);
    gateway.place(1, leaf);
    leaf.reconcile();
    gateway.release("leaf", 1, Set.of(GATEWAY, "leaf"), 1);
    ReportAnswer answer = leaf.reportInVain();
    gateway.place(1, leaf);
    // The receipt alone made nobody a holder, so nobody may have let go because of it.
    assertThat(gateway.release(GATEWAY, 1, Set.of(GATEWAY, "leaf"), 1)).isEmpty();

    leaf.apply(answer);
    leaf.reconcile();

    leaf.assertHolds();
    assertThat(gateway.catalogue.holders(hash(1))).containsExactly(GATEWAY);
  }

  @Test
  void theSameBytesUploadedWhileTheyAreDroppedElsewhereAreSafe() throws Exception {
    gateway.put("a", 1);
    gateway.place(1, leaf);
    leaf.reconcile();
    gateway.release(GATEWAY, 1, Set.of(GATEWAY, "leaf"), 1);
    gateway.delete("a");
    ReportAnswer dropping = leaf.reportInVain();

    // Deduplication must not count on the copy that is about to go.
    gateway.put("b", 1);
    assertThat(gateway.release(GATEWAY, 1, Set.of(GATEWAY, "leaf"), 1)).isEmpty();
    gateway.place(1, leaf);
    leaf.reportInVain();
    assertThat(gateway.release(GATEWAY, 1, Set.of(GATEWAY, "leaf"), 1)).isEmpty();
    leaf.apply(dropping);
    leaf.reconcile();

    assertThat(gateway.catalogue.holders(hash(1))).containsExactly(GATEWAY);
    assertThat(gateway.disk).contains(hash(1));
    gateway.place(1, leaf);
    leaf.reconcile().assertHolds("b");
  }

  @Test
  void anImageDeletedBeforeItsPlacedCopyIsReportedGoesThereToo() throws Exception {
    gateway.put("a", 1);
    gateway.place(1, leaf);
    gateway.delete("a");

    leaf.reconcile();

    leaf.assertHolds();
    assertThat(gateway.disk).isEmpty();
    assertThat(CatalogueFile.rows(folder, "leaf", "select id, epoch, counter from deletion"))
        .containsExactly("a 1 2");
  }

  @Test
  void anImageReplacedBeforeItsPlacedCopyIsReportedIsNotKeptThere() throws Exception {
    ImageRecord old = gateway.put("a", 1);
    gateway.put("b", 1);
    leaf.receive(old);
    gateway.put("a", 2);

    leaf.reconcile();

    leaf.assertHolds("b");
  }

  @Test
  void anOrderOlderThanWhatCameWithABlobDoesNotTakeItBack() throws Exception {
    gateway.put("a", 1);
    gateway.put("b", 1);
    gateway.place(1, leaf);
    leaf.reconcile();
    gateway.put("a", 2);
    ReportAnswer answer = leaf.reportInVain();
    ImageRecord newest = gateway.put("a", 3);
    gateway.place(3, leaf);

    leaf.apply(answer);

    assertThat(leaf.catalogue.find("a")).contains(newest);
    leaf.reconcile().assertHolds("a", "b");
  }

  @Test
  void whatComesWithABlobDoesNotTakeBackANewerOrder() throws Exception {
    ImageRecord old = gateway.put("a", 1);
    gateway.put("b", 1);
    gateway.place(1, leaf);
    leaf.reconcile();
    gateway.delete("a");
    leaf.reportOnce();
    // Was under way for long.
    leaf.receive(old);

    assertThat(leaf.catalogue.find("a")).isEmpty();
    leaf.reconcile().assertHolds("b");
  }

  @Test
  void theLastCopyIsNotDroppedAfterAllOthersWereStruckOut() throws Exception {
    gateway.put("a", 1);
    gateway.place(1, leaf);
    gateway.place(1, other);
    leaf.reconcile();
    other.reconcile();
    Set<String> staying = Set.of(GATEWAY, "leaf", "other");
    gateway.release(GATEWAY, 2, staying, 1);
    gateway.release("leaf", 1, staying, 1);
    assertThat(gateway.catalogue.holders(hash(1))).containsExactly("other");

    assertThat(gateway.ledger().strikeOut("other")).isEqualTo(1);
    assertThat(gateway.catalogue.holders(hash(1))).isEmpty();
    leaf.reconcile();

    leaf.assertHolds("a");
    assertThat(gateway.catalogue.holders(hash(1))).containsExactly("leaf");
    other.forgetConversation();
    other.reconcile();
    assertThat(gateway.catalogue.holders(hash(1))).containsExactly("leaf", "other");
  }

  @Test
  void namesTheBlobsOfANodePageByPage() throws Exception {
    for (int i = 0; i < 10; i++) {
      gateway.put("image-" + i, i % 7);
    }
    assertThat(gateway.ledger().heldBy("leaf", "", 10)).isEmpty();

    List<ImageRecord> first = gateway.ledger().heldBy(GATEWAY, "", 4);
    List<ImageRecord> second = gateway.ledger().heldBy(GATEWAY, first.get(3).sha256().hex(), 4);

    assertThat(first).hasSize(4).extracting(image -> image.sha256().hex()).isSorted();
    assertThat(second).hasSize(3);
    assertThat(second.get(0).sha256().hex()).isGreaterThan(first.get(3).sha256().hex());
    assertThat(first).doesNotContainAnyElementsOf(second);
    assertThat(gateway.ledger().anyImageOf(hash(2)).id()).isEqualTo("image-2").isNotNull();
    assertThat(gateway.ledger().anyImageOf(hash(8))).isNull();
  }

  @Test
  void namesTheCopiesOfWhatANodeHoldsPageByPage() throws Exception {
    for (int i = 0; i < 7; i++) {
      gateway.put("image-" + i, i);
      gateway.place(i, leaf);
    }
    gateway.put("zz-also", 3);
    gateway.place(5, other);
    leaf.reconcile();
    other.reconcile();
    gateway.release(GATEWAY, 1, Set.of(GATEWAY, "leaf", "other"), 2, 5);
    gateway.put("elsewhere", 8);

    List<Copies> all = gateway.ledger().copiesAt("leaf", "", 10);
    List<Copies> first = gateway.ledger().copiesAt("leaf", "", 4);
    List<Copies> second = gateway.ledger().copiesAt("leaf", first.get(3).image().sha256().hex(), 4);

    assertThat(all).extracting(copies -> copies.image().sha256().hex()).isSorted().hasSize(7);
    assertThat(first).isEqualTo(all.subList(0, 4));
    assertThat(second).isEqualTo(all.subList(4, 7));
    for (Copies copies : all) {
      int n = CatalogueFixture.number(copies.image().sha256());
      assertThat(gateway.catalogue.find("image-" + n)).contains(copies.image());
      assertThat(copies.holders())
          .isEqualTo(gateway.catalogue.holders(hash(n)))
          .isEqualTo(
              switch (n) {
                case 2 -> List.of("leaf");
                case 5 -> List.of("leaf", "other");
                default -> List.of(GATEWAY, "leaf");
              });
    }
    assertThat(gateway.ledger().copiesAt("leaf", all.get(6).image().sha256().hex(), 4)).isEmpty();
    assertThat(gateway.ledger().copiesAt("nobody", "", 4)).isEmpty();
  }

  @Test
  void aPageOfCopiesIsFullThoughBlobsWithoutARecordAreLeftOut() throws Exception {
    gateway.put("a", 1);
    gateway.recovering = true;
    leaf.disk.add(hash(2)); // of which nothing else is known, and which comes first
    leaf.loseCatalogue(true);
    gateway.place(1, leaf);
    leaf.reconcile();

    assertThat(gateway.ledger().copiesAt("leaf", "", 1))
        .extracting(copies -> copies.image().id())
        .containsExactly("a");
    assertThat(gateway.ledger().countHeldBy("leaf")).isEqualTo(2);
  }

  @Test
  void countsWhatANodeHoldsAndIsCertainOfNothing() throws Exception {
    assertThat(gateway.ledger().countHeldBy("leaf")).isZero();
    gateway.put("a", 1);
    gateway.put("b", 1);
    gateway.put("c", 2);
    gateway.place(1, leaf);
    gateway.place(2, leaf);
    leaf.reconcile();
    assertThat(gateway.ledger().countHeldBy("leaf")).isEqualTo(2);

    setTallyOfLeaf(0);
    assertThat(gateway.ledger().countHeldBy("leaf")).isEqualTo(1);
    setTallyOfLeaf(2);

    gateway.release("leaf", 1, Set.of(GATEWAY, "leaf"), 1, 2);
    assertThat(gateway.ledger().countHeldBy("leaf")).isZero();
    setTallyOfLeaf(7);
    assertThat(gateway.ledger().countHeldBy("leaf")).isZero();
    setTallyOfLeaf(0);
  }

  private void setTallyOfLeaf(int blobs) {
    CatalogueFile.execute(
        folder, GATEWAY, "update tally set blobs = " + blobs + " where node = 'leaf'");
  }

  @Test
  void awaitsExactlyTheNodesWithOrders() throws Exception {
    gateway.put("a", 1);
    gateway.place(1, leaf);
    gateway.place(1, other);
    leaf.reconcile();
    other.reconcile();
    assertThat(gateway.ledger().awaited()).isEmpty();

    gateway.put("a", 2);
    gateway.put("a", 3);
    assertThat(gateway.ledger().awaited()).containsExactlyInAnyOrder("leaf", "other");

    leaf.reconcile();
    assertThat(gateway.ledger().awaited()).containsExactly("other");
    gateway.ledger().strikeOut("other");
    assertThat(gateway.ledger().awaited()).isEmpty();
    other.forgetConversation();
    other.reconcile().assertHolds();
  }

  @Test
  void manyOrdersComeInPieces() throws Exception {
    for (int i = 0; i < 600; i++) {
      gateway.put("image-" + i, 1);
    }
    gateway.place(1, leaf);

    leaf.reconcile();

    assertThat(leaf.catalogue.tally()).isEqualTo(new Tally(600, 1, 1001));
    assertThat(leaf.reportOnce().complete()).isTrue();
  }

  @Test
  void theCacheKnowsWhatAReportAnOrderAndACopyChange() throws Exception {
    gateway.put("a", 1);
    gateway.put("b", 1);
    gateway.place(1, leaf);
    leaf.reconcile();
    assertThat(leaf.catalogue.find("a")).isPresent();
    assertThat(leaf.catalogue.find("b")).isPresent();

    ImageRecord newer = gateway.put("a", 2);
    gateway.place(2, leaf);
    assertThat(leaf.catalogue.find("a")).contains(newer);
    gateway.delete("b");
    leaf.reconcile();
    assertThat(leaf.catalogue.find("b")).isEmpty();

    TestMember late = gateway.member("late");
    gateway.put("c", 3);
    assertThat(gateway.catalogue.find("c~late")).isEmpty();
    late.putAlone("c", 4);
    assertThat(late.catalogue.find("c")).isPresent();
    late.reconcile();
    assertThat(late.catalogue.find("c")).isEmpty();
    assertThat(gateway.catalogue.find("c~late")).isEqualTo(late.catalogue.find("c~late"));
  }

  @Test
  void onlyBlobsOfTheOwnDiskAreOfferedForRemoval() throws Exception {
    gateway.put("a", 1);
    gateway.place(1, leaf);
    leaf.reconcile();
    gateway.release(GATEWAY, 1, Set.of("leaf"), 1);

    assertThat(gateway.catalogue.put("a", image(2), NONE).unneeded()).isEmpty();
    gateway.disk.add(hash(2));
    assertThat(gateway.catalogue.delete("a", NONE)).contains(hash(2));
    leaf.reconcile().assertHolds();
  }

  /** A report with the changes so far, which is not sent. */
  private static Report composeAfterJoin(TestMember member) {
    return member.compose();
  }
}

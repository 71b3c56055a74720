package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.legim.catalogue.CatalogueFixture.hash;
import static org.legim.image.WriteCondition.NONE;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.Sha256;
import org.legim.link.Order;
import org.legim.link.ReportAnswer;

/** A gateway and its nodes after joins, restarts and absences: what one says the other does. */
@Timeout(120)
class ReconcileTest {

  @TempDir private Path folder;
  private TestGateway gateway;
  private TestMember member;

  @BeforeEach
  void open() {
    gateway = new TestGateway(folder);
    member = gateway.member("leaf");
  }

  @AfterEach
  void close() {
    gateway.assertBooksAreTrue("at the end");
    gateway.close();
  }

  @Test
  void anEmptyNodeAgreesAtOnce() {
    assertThat(member.reportOnce().complete()).isTrue();
    assertThat(member.catalogue.holdings().state().tree()).contains(TestGateway.TREE);
    assertThat(member.reportOnce().complete()).isTrue();
  }

  @Test
  void aNodeBringsItsImagesWithTheirIds() throws Exception {
    for (int i = 0; i < 60; i++) {
      member.putAlone("photo-" + i, i % 50);
    }
    ImageRecord before = member.catalogue.find("photo-7").orElseThrow();

    member.reconcile();

    assertThat(gateway.images()).hasSize(60).isEqualTo(member.images());
    ImageRecord after = gateway.catalogue.find("photo-7").orElseThrow();
    assertThat(after).isEqualTo(before.as("photo-7", after.revision()));
    assertThat(gateway.catalogue.holders(hash(7))).containsExactly("leaf");
    member.assertHolds(gateway.images().keySet().toArray(String[]::new));
    assertThat(gateway.catalogue.tally()).isEqualTo(Tally.NONE);
  }

  @Test
  void afterARestartOneReportIsEnough() throws Exception {
    for (int i = 0; i < 60; i++) {
      member.putAlone("photo-" + i, i);
    }
    member.reconcile().restart();
    gateway.restart();

    ReportAnswer answer = member.reportOnce();

    assertThat(answer.complete()).isTrue();
    assertThat(answer.more()).isFalse();
  }

  @Test
  void aPlacedBlobHasAHolderOnceItsNodeReports() throws Exception {
    member.reconcile();
    gateway.put("a", 1);
    gateway.place(1, member);
    assertThat(gateway.catalogue.holders(hash(1))).containsExactly(TestGateway.NODE);

    assertThat(member.reportOnce().complete()).isTrue();

    assertThat(gateway.catalogue.holders(hash(1))).containsExactly(TestGateway.NODE, "leaf");
    member.assertHolds("a");
  }

  @Test
  void whatWasDeletedAndReplacedMeanwhileDoesNotComeBack() throws Exception {
    for (int i = 0; i < 60; i++) {
      member.putAlone("photo-" + i, i);
    }
    member.reconcile();
    for (int i = 0; i < 20; i++) {
      gateway.delete("photo-" + i);
    }
    for (int i = 20; i < 40; i++) {
      gateway.put("photo-" + i, 100 + i);
    }
    assertThat(gateway.ledger().awaited()).containsExactly("leaf");

    member.restart().reconcile();

    assertThat(gateway.ledger().awaited()).isEmpty();
    Set<String> left = new TreeSet<>();
    for (int i = 40; i < 60; i++) {
      left.add("photo-" + i);
    }
    member.assertHolds(left.toArray(String[]::new));
    assertThat(gateway.images()).hasSize(40).containsEntry("photo-20", hash(120));
  }

  @Test
  void aReplacementReachesWhoHoldsTheOldAndWhoHoldsTheNewBytes() throws Exception {
    TestMember other = gateway.member("other");
    other.putAlone("kept", 1).putAlone("b", 2);
    member.putAlone("a", 1).reconcile();
    other.reconcile();
    gateway.put("a", 2);

    member.reconcile();
    other.reconcile();

    member.assertHolds("kept");
    other.assertHolds("kept", "a", "b");
  }

  @Test
  void anIdThatStandsForOtherBytesIsStoredUnderAnother() throws Exception {
    gateway.put("a", 1);
    gateway.put("b", 2);
    member.putAlone("a", 10).putAlone("b", 2).putAlone("c", 30).reconcile();

    assertThat(gateway.images())
        .hasSize(4)
        .containsEntry("a", hash(1))
        .containsEntry("a~leaf", hash(10))
        .containsEntry("b", hash(2))
        .containsEntry("c", hash(30));
    member.assertHolds("a~leaf", "b", "c");
  }

  @Test
  void aRenamedIdNeverTakesAnIdThatTheNodeHasItself() throws Exception {
    gateway.put("a", 1);
    // Reported long before or after the id that would be renamed to it.
    member.putAlone("a~leaf", 20);
    for (int i = 100; i < 130; i++) {
      member.putAlone("photo-" + i, i);
    }
    member.putAlone("a", 10).putAlone("a~leaf~leaf", 30).reconcile();
    TestMember other = gateway.member("other");
    other.putAlone("a", 11);
    for (int i = 200; i < 230; i++) {
      other.putAlone("photo-" + i, i);
    }
    other.putAlone("a~other", 21).reconcile();

    assertThat(Set.copyOf(gateway.images().values()))
        .hasSize(1 + 33 + 32)
        .contains(hash(1), hash(10), hash(20), hash(30), hash(11), hash(21));
    assertThat(gateway.images())
        .hasSize(66)
        .containsEntry("a", hash(1))
        .containsEntry("a~leaf", hash(20))
        .containsEntry("a~leaf~2", hash(10))
        .containsEntry("a~leaf~leaf", hash(30))
        .containsEntry("a~other", hash(11))
        .containsEntry("a~other~other", hash(21));
    assertThat(member.images()).hasSize(33);
    assertThat(other.images()).hasSize(32);
  }

  @Test
  void idsThatAreShiftedAgainstEachOtherLoseNothing() throws Exception {
    for (int i = 0; i < 40; i++) {
      gateway.put("photo-" + i, i);
      member.putAlone("photo-" + i, i + 1);
    }

    member.reconcile();

    // 40 blobs are known under other ids already; each id of the node stands for other bytes.
    for (int i = 0; i < 40; i++) {
      assertThat(gateway.images())
          .containsEntry("photo-" + i, hash(i))
          .containsEntry("photo-" + i + "~leaf", hash(i + 1));
    }
    assertThat(gateway.images()).hasSize(80);
    assertThat(member.disk).hasSize(40);
  }

  @Test
  void aLongIdIsCutSoThatTheNewOneIsAnIdToo() throws Exception {
    String longest = "x".repeat(128);
    gateway.put(longest, 1);
    member.putAlone(longest, 2).reconcile();

    assertThat(gateway.images()).containsEntry("x".repeat(123) + "~leaf", hash(2)).hasSize(2);
  }

  @Test
  void everyAnswerMayBeLostOnceAndNothingComesTwice() throws Exception {
    gateway.put("photo-3", 500);
    for (int i = 0; i < 40; i++) {
      member.putAlone("photo-" + i, i / 2);
    }
    ReportAnswer answer;
    do {
      member.reportInVain();
      answer = member.reportOnce();
    } while (!answer.complete());

    assertThat(gateway.images())
        .hasSize(41)
        .containsEntry("photo-3", hash(500))
        .containsEntry("photo-3~leaf", hash(1));
    assertThat(member.images()).hasSize(40);
    assertThat(member.reportOnce().complete()).isTrue();
  }

  @Test
  void whatIsDeletedWhileANodeJoinsStaysDeleted() throws Exception {
    for (int i = 0; i < 40; i++) {
      member.putAlone("photo-" + i, i);
    }
    while (!gateway.images().containsKey("photo-20")) {
      member.reportOnce();
    }
    for (String id : List.copyOf(gateway.images().keySet())) {
      gateway.delete(id);
      // Claims what it has not heard of yet.
      member.reportInVain();
    }
    member.restart().reconcile();

    assertThat(gateway.images()).doesNotContainKeys("photo-1", "photo-20").isNotEmpty();
    member.assertHolds(gateway.images().keySet().toArray(String[]::new));
  }

  @Test
  void aNodeThatWasATreeOfItsOwnForAWhileIsHeardAnew() throws Exception {
    member.putAlone("a", 1).putAlone("b", 2).reconcile();
    gateway.delete("a");
    // An operator takes it out of the tree before it has heard of that.
    member.restart();
    member.catalogue.ledger().lead("tree-of-leaf");
    member.catalogue.delete("b", NONE).ifPresent(member.disk::remove);
    member.putAlone("c", 3).putAlone("a", 4);
    gateway.put("b2", 2);

    member.reconcile();

    member.assertHolds("a", "c");
    assertThat(gateway.images())
        .containsEntry("a", hash(4))
        .containsEntry("b2", hash(2))
        .containsEntry("c", hash(3));
    assertThat(gateway.catalogue.holders(hash(2))).containsExactly(TestGateway.NODE);
    gateway.delete("b");
  }

  @Test
  void aNodeThatLostItsCatalogueGetsItBack() throws Exception {
    for (int i = 0; i < 30; i++) {
      member.putAlone("photo-" + i, i / 2);
    }
    member.reconcile();
    gateway.delete("photo-1");
    gateway.delete("photo-0");

    member.loseCatalogue(true);
    member.reconcile();

    assertThat(gateway.images()).hasSize(28);
    member.assertHolds(gateway.images().keySet().toArray(String[]::new));
  }

  @Test
  void aNodeThatLostAllIsNoHolderAnyMore() throws Exception {
    gateway.put("a", 1);
    member.reconcile();
    gateway.place(1, member);
    member.reconcile();

    member.loseCatalogue(false);
    member.reconcile();

    assertThat(gateway.catalogue.holders(hash(1))).containsExactly(TestGateway.NODE);
    member.assertHolds();
  }

  @Test
  void blobsThatVanishedFromTheCatalogueAreStruckOutAndOthersLearned() throws Exception {
    for (int i = 0; i < 30; i++) {
      gateway.put("photo-" + i, i);
      gateway.place(i, member);
    }
    member.reconcile();
    gateway.put("extra", 99);
    // As after an older state of its disk was put back: the log does not tell of it.
    CatalogueFile.execute(folder, "leaf", "delete from holder where sha256 = '" + hash(3) + "'");
    CatalogueFile.execute(
        folder,
        "leaf",
        "insert into holder (sha256, node, bytes) values ('" + hash(99) + "', 'leaf', 1099)");
    CatalogueFile.execute(folder, "leaf", "delete from state where fact = 'DIGESTS'");
    member.disk.remove(hash(3));
    member.disk.add(hash(99));

    member.restart().reconcile();

    assertThat(gateway.catalogue.holders(hash(3))).containsExactly(TestGateway.NODE);
    assertThat(gateway.catalogue.holders(hash(99))).containsExactly(TestGateway.NODE, "leaf");
    assertThat(member.catalogue.find("extra")).isEqualTo(gateway.catalogue.find("extra"));
  }

  @Test
  void ordersComeInTheOrderOfTheirNumbersWithThePresentTruth() throws Exception {
    member.putAlone("a", 1).putAlone("b", 2).reconcile();
    gateway.put("a", 2);
    gateway.put("a", 3);
    gateway.put("b", 1);
    gateway.put("a", 2);

    List<Order> orders = member.reportInVain().orders();

    assertThat(orders).extracting(Order::number).isSorted().doesNotHaveDuplicates();
    assertThat(orders)
        .filteredOn(order -> order.image() != null)
        .extracting(order -> order.image().id() + " " + number(order))
        .containsExactly("a 2", "b 1");
    assertThat(orders).extracting(Order::drop).contains(hash(1).hex(), hash(2).hex());
    member.reconcile();
    member.assertHolds();
    assertThat(gateway.images()).containsEntry("a", hash(2)).containsEntry("b", hash(1));
  }

  @Test
  void aStreamThatIsNewBeginsAtZero() throws Exception {
    member.putAlone("a", 1).reconcile();
    gateway.put("a", 2);
    gateway.ledger().beginEpoch(2);
    gateway.put("b", 3);

    member.forgetConversation();
    member.reconcile();

    member.assertHolds();
    assertThat(gateway.catalogue.find("b").orElseThrow().revision().epoch()).isEqualTo(2);
  }

  @Test
  void onlyWhoLeadsATreeReceivesReports() {
    try (SqliteCatalogue alone = CatalogueFixture.open(folder, "alone")) {
      assertThatIllegalStateException()
          .isThrownBy(() -> alone.ledger().receive(member.compose(), "leaf", false))
          .withMessageContaining("lead");
    }
  }

  private static int number(Order order) {
    return CatalogueFixture.number(new Sha256(order.image().sha256()));
  }
}

package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.catalogue.CatalogueFixture.hash;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.legim.link.ReportAnswer;

/** A disk has lost a blob that nobody let it drop. */
@Timeout(60)
class LossTest {

  private static final String GATEWAY = TestGateway.NODE;

  @TempDir private Path folder;
  private TestGateway gateway;
  private TestMember leaf;
  private TestMember other;

  @BeforeEach
  void open() throws Exception {
    gateway = new TestGateway(folder);
    leaf = gateway.member("leaf").reconcile();
    other = gateway.member("other").reconcile();
    gateway.put("a", 1);
    gateway.put("also-a", 1);
    gateway.put("b", 2);
    gateway.place(1, leaf);
    gateway.place(2, leaf);
    gateway.place(1, other);
    leaf.reconcile();
    other.reconcile();
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void theGatewayBelievesANodeThatHasLostABlob() {
    HoldingState before = leaf.catalogue.holdings().state();

    assertThat(leaf.lose(1)).isTrue();

    HoldingState after = leaf.catalogue.holdings().state();
    assertThat(after.newest()).isEqualTo(before.newest() + 1);
    assertThat(after.digest()).isNotEqualTo(before.digest());
    assertThat(leaf.catalogue.find("a")).isEmpty();
    assertThat(leaf.catalogue.tally()).isEqualTo(new Tally(1, 1, 1002));
    assertThat(leaf.catalogue.holdings().changes(before.newest(), 10).blobs()).isEmpty();

    leaf.reconcile().assertHolds("b");
    assertThat(gateway.catalogue.holders(hash(1))).containsExactly(GATEWAY, "other");
    assertThat(gateway.lost).containsExactly(hash(1));
    assertThat(gateway.catalogue.find("a")).isPresent();
    assertThat(gateway.ledger().awaited()).isEmpty();
    gateway.assertBooksAreTrue("at the end");
  }

  @Test
  void whatWasNotHeldIsNotLost() {
    HoldingState before = leaf.catalogue.holdings().state();

    assertThat(leaf.lose(99)).isFalse();
    leaf.lose(1);
    assertThat(leaf.lose(1)).isFalse();

    assertThat(leaf.catalogue.holdings().state().newest()).isEqualTo(before.newest() + 1);
  }

  @Test
  void aLostCopyIsReplacedByAnother() {
    leaf.lose(1);
    leaf.reconcile();

    gateway.place(1, leaf);
    leaf.reconcile().assertHolds("a", "also-a", "b");
    assertThat(gateway.catalogue.holders(hash(1))).containsExactly(GATEWAY, "leaf", "other");
    gateway.assertBooksAreTrue("at the end");
  }

  @Test
  void aLossBeforeTheFirstReportOfTheBlobIsNoNews() {
    gateway.place(2, other);
    other.lose(2);

    other.reconcile().assertHolds("a", "also-a");
    assertThat(gateway.catalogue.holders(hash(2))).containsExactly(GATEWAY, "leaf");
    assertThat(gateway.lost).isEmpty();
  }

  @Test
  void aLossIsToldThoughItsNodeWasRestarted() {
    leaf.lose(1);

    leaf.restart().reconcile().assertHolds("b");

    assertThat(gateway.catalogue.holders(hash(1))).containsExactly(GATEWAY, "other");
  }

  @Test
  void theCopyThatWasOrderedAwayStaysWhereAllOthersAreLost() {
    Set<String> staying = Set.of(GATEWAY, "leaf", "other");
    gateway.release(GATEWAY, 2, staying, 1);
    gateway.release("leaf", 1, staying, 1);
    other.lose(1);
    other.reconcile();
    assertThat(gateway.catalogue.holders(hash(1))).isEmpty();

    leaf.reconcile().assertHolds("a", "also-a", "b");

    assertThat(gateway.catalogue.holders(hash(1))).containsExactly("leaf");
  }

  @Test
  void anOrderToDropWhatIsLostAlreadyIsCarriedOut() throws Exception {
    gateway.release("leaf", 1, Set.of(GATEWAY, "leaf", "other"), 1);
    ReportAnswer drop = leaf.reportInVain();
    leaf.lose(1);
    leaf.apply(drop);

    leaf.reconcile().assertHolds("b");
    assertThat(gateway.lost).isEmpty();
  }

  @Test
  void theGatewayKeepsTheRecordsOfWhatItHasLostItself() {
    assertThat(gateway.lose(2)).isTrue();
    assertThat(gateway.lose(2)).isFalse();

    assertThat(gateway.catalogue.holders(hash(2))).containsExactly("leaf");
    assertThat(gateway.catalogue.find("b")).isPresent();
    assertThat(gateway.catalogue.tally()).isEqualTo(new Tally(2, 1, 1001));
    gateway.assertBooksAreTrue("at the end");

    leaf.lose(2);
    leaf.reconcile();
    assertThat(gateway.catalogue.holders(hash(2))).isEmpty();
    assertThat(gateway.catalogue.find("b")).isPresent();
  }
}

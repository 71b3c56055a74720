package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.catalogue.CatalogueFixture.hash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.Sha256;
import org.legim.link.ReportAnswer;

/** A gateway that lost its folder, or got an older one back: its nodes tell it what there is. */
@Timeout(120)
class RecoveryTest {

  @TempDir private Path folder;
  private TestGateway gateway;
  private TestMember leaf;
  private TestMember other;

  @BeforeEach
  void open() throws Exception {
    gateway = new TestGateway(folder);
    leaf = gateway.member("leaf").reconcile();
    other = gateway.member("other").reconcile();
    for (int i = 0; i < 40; i++) {
      gateway.put("image-" + i, i);
      gateway.place(i, i % 2 == 0 ? leaf : other);
      if (i % 5 == 0) {
        gateway.place(i, other);
      }
    }
    leaf.reconcile();
    other.reconcile();
    for (int i = 0; i < 40; i++) {
      assertThat(gateway.release(TestGateway.NODE, 1, Set.of("leaf", "other"), i)).hasSize(1);
    }
  }

  @AfterEach
  void close() {
    gateway.assertBooksAreTrue("at the end");
    gateway.close();
  }

  @Test
  void allComesBackWithIdsAndRevisions() throws Exception {
    Map<String, Sha256> before = gateway.images();
    List<String> records = records();

    gateway.loseFolder();
    leaf.restart().reconcile();
    other.restart().reconcile();
    gateway.endRecovery();

    assertThat(gateway.images()).isEqualTo(before);
    assertThat(records()).isEqualTo(records);
    assertThat(gateway.ledger().awaited()).isEmpty();
    assertThat(leaf.reportOnce().complete()).isTrue();
    assertThat(other.reportOnce().complete()).isTrue();
  }

  @Test
  void whatUsersWroteBeforeTheFirstNodeCameBackIsNewerThanAllItBrings() throws Exception {
    gateway.loseFolderUnnoticed();
    gateway.put("image-0", 200);
    gateway.put("image-1", 201);
    gateway.delete("image-1");
    gateway.notice();

    leaf.restart().reconcile();
    other.restart().reconcile();
    gateway.endRecovery();

    assertThat(gateway.images()).containsEntry("image-0", hash(200)).doesNotContainKey("image-1");
    leaf.reconcile();
    other.reconcile();
    assertThat(leaf.images()).doesNotContainKey("image-0");
    assertThat(other.images()).doesNotContainKeys("image-0", "image-1");
  }

  @Test
  void newRevisionsAreHigherThanAllBefore() throws Exception {
    Revision before = gateway.put("later", 100).revision();

    gateway.loseFolder();
    leaf.restart().reconcile();
    other.restart().reconcile();
    gateway.endRecovery();

    assertThat(gateway.put("image-0", 200).revision()).isGreaterThan(before);
    leaf.reconcile();
    other.reconcile();
    assertThat(leaf.images()).doesNotContainKey("image-0");
    assertThat(other.images()).doesNotContainKey("image-0");
  }

  @Test
  void aDeletionThatOneNodeKnowsWinsOverTheImageOfAnother() throws Exception {
    // Both hold it; one is away when it is deleted.
    gateway.delete("image-10");
    other.reconcile();

    gateway.loseFolder();
    leaf.restart().reconcile();
    assertThat(gateway.images()).containsKey("image-10");
    other.restart().reconcile();
    leaf.reconcile();
    gateway.endRecovery();
    leaf.reconcile();

    assertThat(gateway.images()).doesNotContainKey("image-10").hasSize(39);
    assertThat(leaf.disk).doesNotContain(hash(10));
  }

  @Test
  void aDeletionThatIsHeardFirstKeepsTheImageOut() throws Exception {
    gateway.delete("image-10");
    other.reconcile();

    gateway.loseFolder();
    other.restart().reconcile();
    leaf.restart().reconcile();
    gateway.endRecovery();
    leaf.reconcile();

    assertThat(gateway.images()).doesNotContainKey("image-10").hasSize(39);
    assertThat(leaf.disk).doesNotContain(hash(10));
  }

  @Test
  void nothingIsDroppedBeforeAllHaveReported() throws Exception {
    gateway.loseFolder();
    leaf.catalogue.holdings().belongTo(TestGateway.TREE);
    // A blob whose only record is at another node, which has not reported yet.
    CatalogueFile.execute(folder, "leaf", "delete from image where id = 'image-10'");
    CatalogueFile.execute(folder, "leaf", "delete from state where fact = 'DIGESTS'");
    leaf.restart().reconcile();
    assertThat(leaf.disk).contains(hash(10));
    assertThat(gateway.catalogue.holders(hash(10))).containsExactly("leaf");
    assertThat(gateway.ledger().awaited()).isEmpty();

    other.restart().reconcile();
    gateway.endRecovery();
    leaf.reconcile();

    assertThat(gateway.catalogue.holders(hash(10))).containsExactly("leaf", "other");
    assertThat(leaf.images()).containsEntry("image-10", hash(10));
  }

  @Test
  void whatNobodyNeedsIsDroppedAtTheEnd() throws Exception {
    gateway.loseFolder();
    CatalogueFile.execute(folder, "leaf", "delete from image where id = 'image-2'");
    CatalogueFile.execute(folder, "leaf", "delete from state where fact = 'DIGESTS'");
    leaf.restart().reconcile();
    other.restart().reconcile();
    assertThat(leaf.disk).contains(hash(2));

    gateway.endRecovery();
    assertThat(gateway.ledger().awaited()).containsExactly("leaf");
    leaf.reconcile();

    assertThat(leaf.disk).doesNotContain(hash(2));
  }

  @Test
  void aNodeThatWasAloneWaitsWithItsImages() throws Exception {
    gateway.loseFolder();
    TestMember late = gateway.member("late").putAlone("image-2", 300);

    ReportAnswer answer = late.reportOnce();
    assertThat(answer.complete()).isFalse();
    assertThat(answer.more()).isFalse();
    assertThat(gateway.images()).isEmpty();
    leaf.restart().reconcile();
    late.reportOnce();
    other.restart().reconcile();
    gateway.endRecovery();
    late.reconcile();

    assertThat(gateway.images())
        .hasSize(41)
        .containsEntry("image-2", hash(2))
        .containsEntry("image-2~late", hash(300));
  }

  @Test
  void anOlderStateThatWasPutBackLearnsWhatCameAfterIt() throws Exception {
    gateway.catalogue.close();
    Path copy = folder.resolve("older");
    Files.copy(folder.resolve("gateway.db"), copy);
    gateway.restart();
    gateway.put("image-1", 101);
    gateway.put("new", 102);
    gateway.delete("image-0");
    for (int n : new int[] {101, 102}) {
      gateway.place(n, leaf);
    }
    leaf.reconcile();
    other.reconcile();
    gateway.release(TestGateway.NODE, 1, Set.of("leaf"), 101, 102);
    Map<String, Sha256> newest = gateway.images();

    gateway.catalogue.close();
    TestGateway.deleteDatabase(folder, "gateway");
    Files.copy(copy, folder.resolve("gateway.db"));
    gateway.restart();
    gateway.ledger().beginEpoch(2);
    gateway.recovering = true;
    // What is said of an image meanwhile must not drop what a node has yet to tell of.
    gateway.put("image-3", 103);
    newest.put("image-3", hash(103));
    leaf.forgetConversation();
    other.forgetConversation();
    leaf.reconcile();
    other.reconcile();
    gateway.endRecovery();
    leaf.reconcile();
    other.reconcile();

    assertThat(gateway.images()).isEqualTo(newest);
    assertThat(leaf.images()).containsEntry("image-1", hash(101)).containsEntry("new", hash(102));
    assertThat(other.images()).doesNotContainKeys("image-1", "image-0", "image-3");
  }

  private List<String> records() {
    return CatalogueFile.rows(
        folder, "gateway", "select id, epoch, counter, sha256 from image order by id");
  }
}

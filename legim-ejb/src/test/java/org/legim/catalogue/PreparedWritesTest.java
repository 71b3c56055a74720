package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.legim.catalogue.CatalogueFixture.hash;
import static org.legim.catalogue.CatalogueFixture.ifMatch;
import static org.legim.catalogue.CatalogueFixture.image;
import static org.legim.image.WriteCondition.ABSENT;
import static org.legim.image.WriteCondition.NONE;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.legim.image.Refusal;
import org.legim.image.RefusedException;
import org.legim.image.WriteCondition;

/**
 * Writes in two steps, with a node that has them between the steps, and reports them at any time.
 */
class PreparedWritesTest {

  @TempDir private Path folder;
  private TestGateway gateway;
  private TestMember leaf;

  @BeforeEach
  void open() {
    gateway = new TestGateway(folder);
    leaf = gateway.member("leaf").reconcile();
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void isReadByNobodyBeforeItIsCommitted() throws Exception {
    PreparedWrite write = prepare("a", 1, ABSENT);
    leaf.receive(write.image());
    leaf.reportOnce();
    assertThat(gateway.images()).isEmpty();

    assertThat(commit(write)).contains(new Stored(write.image(), true, Optional.empty()));

    leaf.reconcile().assertHolds("a");
    assertThat(gateway.catalogue.find("a")).contains(write.image());
    assertThat(gateway.catalogue.holders(hash(1))).containsExactly("gateway", "leaf");
    gateway.assertBooksAreTrue("committed");
  }

  @Test
  void doesNotMakeANodeReportWithoutEndThatHasItAlready() throws Exception {
    PreparedWrite write = prepare("a", 1, ABSENT);
    leaf.receive(write.image());

    var answer = leaf.reportOnce();

    assertThat(answer.complete()).isFalse();
    assertThat(answer.more()).isFalse();
    assertThat(answer.orders()).isEmpty();
  }

  @Test
  void isAbsentOnceItIsAbortedThoughANodeHasIt() throws Exception {
    PreparedWrite write = prepare("a", 1, ABSENT);
    leaf.receive(write.image());

    prepared().abort(write, Set.of("leaf"));

    leaf.reconcile().assertHolds();
    assertThat(gateway.images()).isEmpty();
    gateway.assertBooksAreTrue("aborted");
  }

  @Test
  void isAbsentOnceItIsAbortedThoughANodeHasReportedIt() throws Exception {
    PreparedWrite write = prepare("a", 1, ABSENT);
    leaf.receive(write.image());
    leaf.reportOnce();

    prepared().abort(write, Set.of("leaf"));

    leaf.reconcile().assertHolds();
    assertThat(gateway.images()).isEmpty();
  }

  @Test
  void isAbsentOnceItIsAbortedThoughANodeGetsItLater() throws Exception {
    PreparedWrite write = prepare("a", 1, ABSENT);
    prepared().abort(write, Set.of("leaf"));
    gateway.restart();
    leaf.restart();

    leaf.receive(write.image());

    leaf.reconcile().assertHolds();
    assertThat(gateway.images()).isEmpty();
  }

  @Test
  void leavesTheOldImageWhereItIsAborted() throws Exception {
    gateway.put("a", 1);
    gateway.place(1, leaf);
    leaf.reconcile();
    ImageRecord old = gateway.catalogue.find("a").orElseThrow();
    PreparedWrite write = prepare("a", 2, ifMatch(hash(1)));
    leaf.receive(write.image());
    leaf.reportOnce();
    assertThat(gateway.catalogue.find("a")).contains(old);

    prepared().abort(write, Set.of("leaf"));

    leaf.reconcile().assertHolds("a");
    ImageRecord kept = gateway.catalogue.find("a").orElseThrow();
    assertThat(kept).isEqualTo(old.as("a", kept.revision()));
    assertThat(leaf.images()).containsEntry("a", hash(1));
    gateway.assertBooksAreTrue("aborted");
  }

  @Test
  void leavesNoTraceWhereNobodyHasHeardOfIt() throws Exception {
    ImageRecord old = gateway.put("a", 1);

    prepared().abort(prepare("a", 2, NONE), Set.of());
    prepared().abort(prepare("b", 2, ABSENT), Set.of());

    assertThat(gateway.catalogue.find("a")).contains(old);
    assertThat(gateway.catalogue.holdings().changes(0, 100).deletions()).isEmpty();
  }

  @Test
  void isAbortedByAReportIfTheProcessEndedInBetween() throws Exception {
    gateway.put("b", 1);
    PreparedWrite fresh = prepare("a", 2, ABSENT);
    PreparedWrite other = prepare("b", 3, NONE);
    leaf.receive(fresh.image());
    leaf.receive(other.image());
    leaf.reportOnce();

    gateway.restart();
    leaf.forgetConversation();
    leaf.reconcile().assertHolds();

    assertThat(gateway.images()).containsOnlyKeys("b").containsEntry("b", hash(1));
    gateway.assertBooksAreTrue("restarted");
  }

  @Test
  void isSupersededByTheNextIfTheProcessEndedInBetween() throws Exception {
    PreparedWrite lost = prepare("a", 1, ABSENT);
    gateway.restart();

    PreparedWrite next = prepare("a", 2, ABSENT);
    prepared().abort(next, Set.of());
    leaf.receive(lost.image());

    leaf.reconcile().assertHolds();
    assertThat(gateway.images()).isEmpty();
  }

  @Test
  void isBelievedByAGatewayThatKnowsLessThanItsNodes() throws Exception {
    PreparedWrite write = prepare("a", 1, ABSENT);
    leaf.receive(write.image());
    gateway.restart();
    gateway.notice();

    leaf.forgetConversation();
    leaf.reconcile();
    gateway.endRecovery();

    leaf.reconcile().assertHolds("a");
  }

  @Test
  void isNotCommittedAfterSomethingNewer() throws Exception {
    gateway.put("a", 1);
    PreparedWrite replaced = prepare("a", 2, NONE);
    gateway.put("a", 3);
    assertThat(commit(replaced)).isEmpty();
    prepared().abort(replaced, Set.of("leaf"));

    PreparedWrite deleted = prepare("a", 2, NONE);
    gateway.delete("a");
    assertThat(commit(deleted)).isEmpty();
    prepared().abort(deleted, Set.of("leaf"));

    PreparedWrite old = prepare("a", 2, NONE);
    gateway.ledger().beginEpoch(7);
    assertThat(commit(old)).isEmpty();
    prepared().abort(old, Set.of());
    assertThat(gateway.images()).isEmpty();
  }

  @Test
  void checksTheConditionAndThatNoOtherIsUnderWay() throws Exception {
    gateway.put("a", 1);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> prepare("a", 2, ABSENT))
        .satisfies(e -> assertThat(e.refusal()).isEqualTo(Refusal.CONDITION_FAILED));

    PreparedWrite first = prepare("a", 2, NONE);
    assertThat(prepared().preparePut("a", image(3), NONE)).isEmpty();

    commit(first);
    assertThat(prepared().preparePut("a", image(3), ifMatch(hash(2)))).isPresent();
  }

  @Test
  void bindsTheKeyOnlyOnceItIsCommitted() throws Exception {
    UploadKey key = new UploadKey("key", 0);
    PreparedWrite failed = prepared().prepareAdd(image(1), () -> "a", Optional.of(key));
    prepared().abort(failed, Set.of("leaf"));
    assertThat(prepared().repeated(key, image(1))).isEmpty();

    PreparedWrite first = prepared().prepareAdd(image(1), () -> "b", Optional.of(key));
    PreparedWrite second = prepared().prepareAdd(image(1), () -> "c", Optional.of(key));
    commit(first);

    assertThat(commit(second)).map(Stored::image).contains(first.image());
    prepared().abort(second, Set.of("leaf"));
    assertThat(prepared().repeated(key, image(1))).map(Stored::image).contains(first.image());
    assertThat(gateway.images()).containsOnlyKeys("b");
  }

  @Test
  void takesNoIdThatIsTakenOrPrepared() throws Exception {
    gateway.put("a", 1);
    prepare("b", 2, NONE);
    var ids = java.util.List.of("a", "b", "c").iterator();

    PreparedWrite write = prepared().prepareAdd(image(3), ids::next, Optional.empty());

    assertThat(write.image().id()).isEqualTo("c");
  }

  @Test
  void keepsItsBlobWhereverItIs() throws Exception {
    gateway.put("a", 1);
    gateway.place(1, leaf);
    leaf.reconcile();
    TestMember other = gateway.member("other").reconcile();
    gateway.place(1, other);
    other.reconcile();
    PreparedWrite write = prepare("b", 1, ABSENT);

    Set<String> staying = Set.of("gateway", "leaf", "other");
    assertThat(gateway.release("leaf", 1, staying, 1)).isEmpty();
    gateway.delete("a");
    assertThat(prepared().isDropping("leaf", hash(1))).isFalse();

    prepared().abort(write, Set.of());
    assertThat(prepared().isDropping("leaf", hash(1))).isTrue();
    leaf.reconcile().assertHolds();
    assertThat(prepared().isDropping("leaf", hash(1))).isFalse();
  }

  private PreparedWrites prepared() {
    return gateway.catalogue.prepared();
  }

  private PreparedWrite prepare(String id, int n, WriteCondition condition)
      throws RefusedException {
    return prepared().preparePut(id, image(n), condition).orElseThrow();
  }

  private Optional<Stored> commit(PreparedWrite write) throws RefusedException {
    gateway.disk.add(write.image().sha256());
    return prepared().commit(write);
  }
}

package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.catalogue.CatalogueFixture.hash;
import static org.legim.catalogue.CatalogueFixture.number;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.Sha256;
import org.legim.image.RefusedException;
import org.legim.link.ReportAnswer;

/**
 * A gateway and two nodes through random uploads, deletions, copies, releases, drains, reports,
 * lost and late answers, lost blobs and restarts, compared with what a map in memory says.
 */
@Timeout(300)
class TreeModelTest {

  private static final int STEPS = 250;
  private static final int IDS = 10;
  private static final int BLOBS = 8;

  @TempDir private Path folder;
  private final Map<String, Sha256> model = new TreeMap<>();
  private final Map<TestMember, ReportAnswer> late = new HashMap<>();
  private TestGateway gateway;
  private Random random;

  @RepeatedTest(6)
  void theNodesHoldWhatTheGatewaySaysAndNoImageIsLost() throws Exception {
    long seed = new Random().nextLong();
    random = new Random(seed);
    String at = "seed " + seed;
    gateway = new TestGateway(folder);
    try {
      for (String name : List.of("leaf", "other")) {
        joinWithImages(gateway.member(name));
      }
      for (int step = 0; step < STEPS; step++) {
        act();
        assertThat(gateway.images()).as(at + ", step " + step).isEqualTo(model);
        if (step % 10 == 0) {
          gateway.assertBooksAreTrue(at + ", step " + step);
        }
      }
      compare(at);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(at + ": " + e, e);
    } finally {
      gateway.close();
    }
  }

  private void joinWithImages(TestMember member) throws RefusedException {
    for (int i = 0; i < 6; i++) {
      member.putAlone("id-" + random.nextInt(IDS), random.nextInt(BLOBS));
    }
    Map<String, Sha256> brought = member.images();
    member.reconcile();
    brought.forEach(
        (id, blob) -> {
          Sha256 present = model.putIfAbsent(id, blob);
          if (present != null && !present.equals(blob)) {
            model.put(id + "~" + member.node, blob);
          }
        });
  }

  private void act() throws RefusedException {
    String id = "id-" + random.nextInt(IDS);
    int blob = random.nextInt(BLOBS);
    TestMember member = gateway.members.get(random.nextInt(gateway.members.size()));
    switch (random.nextInt(16)) {
      case 0, 1 -> {
        gateway.put(id, blob);
        model.put(id, hash(blob));
      }
      case 2 -> {
        if (model.remove(id) != null) {
          gateway.delete(id);
        }
      }
      case 3, 4 -> place(member);
      case 5, 6 -> {
        if (!late.containsKey(member)) {
          member.reportOnce();
        }
      }
      case 7 -> late.putIfAbsent(member, member.reportInVain());
      case 8, 9 -> answerComes(member);
      case 10 -> late.remove(member);
      case 11 -> {
        late.remove(member);
        member.restart();
      }
      case 12 -> releaseAny(member);
      case 13 -> handOverAny(member);
      case 14 -> lose(member);
      default -> release();
    }
  }

  /** One report is under way at a time; things happen before its answer comes. */
  private void answerComes(TestMember member) {
    ReportAnswer answer = late.remove(member);
    if (answer != null) {
      member.apply(answer);
    }
  }

  private void place(TestMember member) {
    List<Sha256> here = new ArrayList<>(gateway.catalogue.holdings().held(""));
    if (!here.isEmpty()) {
      gateway.place(number(here.get(random.nextInt(here.size()))), member);
    }
  }

  private void release() {
    Set<String> staying = Set.of(TestGateway.NODE, "leaf", "other");
    for (int n = 0; n < BLOBS; n++) {
      gateway.release(TestGateway.NODE, 1, staying, n);
    }
  }

  private void releaseAny(TestMember member) {
    Set<String> staying = Set.of(TestGateway.NODE, "leaf", "other");
    gateway.release(member.node, 1, staying, random.nextInt(BLOBS));
  }

  private void handOverAny(TestMember member) {
    Set<String> staying = new HashSet<>(Set.of(TestGateway.NODE, "leaf", "other"));
    staying.remove(member.node);
    List<Sha256> blobs = List.of(hash(random.nextInt(BLOBS)), hash(random.nextInt(BLOBS)));
    gateway.catalogue.drains().handOver("drain", member.node, blobs, staying, 1);
  }

  /** A blob that the gateway has too, or the other way round. */
  private void lose(TestMember member) {
    int n = random.nextInt(BLOBS);
    List<String> holders = gateway.catalogue.holders(hash(n));
    if (late.containsKey(member) || !holders.containsAll(List.of(TestGateway.NODE, member.node))) {
      return;
    }
    if (random.nextBoolean()) {
      gateway.lose(n);
    } else {
      member.lose(n);
      member.reconcile();
    }
  }

  private void assertHandedOverIsCountedRight(String at) {
    List<String> counted =
        CatalogueFile.rows(
            folder, TestGateway.NODE, "select node, blobs, bytes from drain_tally order by node");
    assertThat(counted)
        .as(at)
        .isEqualTo(
            CatalogueFile.rows(
                folder,
                TestGateway.NODE,
                "select node, count(*), sum(bytes) from handed_over group by node order by node"));
  }

  private void compare(String at) {
    assertHandedOverIsCountedRight(at);
    // Twice: what one node says may be news for the other.
    for (int round = 0; round < 2; round++) {
      gateway.members.forEach(TestMember::forgetConversation);
      gateway.members.forEach(TestMember::reconcile);
    }
    gateway.assertBooksAreTrue(at);
    assertThat(gateway.ledger().awaited()).as(at).isEmpty();
    assertThat(gateway.images()).as(at).isEqualTo(model);
    Set<Sha256> somewhere = new HashSet<>(gateway.disk);
    for (TestMember member : gateway.members) {
      somewhere.addAll(member.disk);
      member.assertHolds(member.images().keySet().toArray(String[]::new));
      assertThat(model).as(at).containsAllEntriesOf(member.images());
      HoldingState state = member.catalogue.holdings().state();
      assertThat(member.catalogue.holdings().digests())
          .as(at)
          .satisfies(
              digests -> {
                long all = 0;
                for (long digest : digests) {
                  all ^= digest;
                }
                assertThat(state.digest()).isEqualTo(all);
              });
    }
    assertThat(somewhere).as(at).isEqualTo(new HashSet<>(model.values()));
  }
}

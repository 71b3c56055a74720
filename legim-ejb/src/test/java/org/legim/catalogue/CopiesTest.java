package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.catalogue.CatalogueFixture.hash;
import static org.legim.catalogue.CatalogueFixture.image;
import static org.legim.catalogue.CatalogueFixture.number;

import java.nio.file.Path;
import java.util.ArrayList;
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
import org.legim.image.RefusedException;

/** On how many nodes a blob should be, and on which it is. */
@Timeout(60)
class CopiesTest {

  private static final String GATEWAY = TestGateway.NODE;
  private static final Set<String> ALL = Set.of(GATEWAY, "leaf", "other");

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
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource({
    "0, true, 2, 2",
    "3, true, 2, 3",
    "1, true, 2, 2",
    "1, false, 2, 1",
    "3, false, 2, 3",
    "0, true, 0, 0"
  })
  void theMostThatAnImageAsksForIsWanted(int most, boolean system, int replicas, int copies) {
    assertThat(new Wanted(most, system).copies(replicas)).isEqualTo(copies);
  }

  @Test
  void everyImageOfABlobHasASay() throws Exception {
    gateway.put("a", 1);
    assertThat(wanted(1)).isEqualTo(Wanted.SYSTEM);
    gateway.put("b", image(1, 3));
    assertThat(wanted(1)).isEqualTo(new Wanted(3, true));
    gateway.put("c", image(1, 5));
    assertThat(wanted(1)).isEqualTo(new Wanted(5, true));
    gateway.put("other", image(2, 9));

    gateway.delete("a");
    assertThat(wanted(1)).isEqualTo(new Wanted(5, false));
    gateway.put("c", image(1, 1));
    assertThat(wanted(1)).isEqualTo(new Wanted(3, false));
    gateway.put("b", 1);
    assertThat(wanted(1)).isEqualTo(new Wanted(1, true));
    gateway.put("c", 3);
    assertThat(wanted(1)).isEqualTo(Wanted.SYSTEM);
  }

  @Test
  void anImageKeepsItsNumberUntilItIsStoredAgain() throws Exception {
    assertThat(gateway.put("a", image(1, 3)).replicas()).hasValue(3);
    assertThat(gateway.catalogue.find("a").orElseThrow().replicas()).hasValue(3);
    gateway.restart();
    assertThat(gateway.catalogue.find("a").orElseThrow().replicas()).hasValue(3);

    gateway.put("a", 1);
    assertThat(gateway.catalogue.find("a").orElseThrow().replicas()).isEmpty();
  }

  @Test
  void theNumberGoesWithTheRecordAndComesBackWithAReport() throws Exception {
    ImageRecord image = gateway.put("a", image(1, 3));
    gateway.place(1, leaf);
    leaf.reconcile().assertHolds("a");
    assertThat(leaf.catalogue.find("a")).contains(image);

    gateway.loseFolder();
    leaf.forgetConversation();
    leaf.reconcile();
    assertThat(gateway.catalogue.find("a").orElseThrow().replicas()).hasValue(3);
  }

  @Test
  void aForeignImageIsAdoptedWithItsNumber() throws Exception {
    TestMember late = gateway.member("late").putAlone("a", image(1, 3));
    gateway.put("a", 2);

    late.reconcile().assertHolds("a~late");

    assertThat(gateway.catalogue.find("a~late").orElseThrow().replicas()).hasValue(3);
  }

  @Test
  void aNodeThatDoesNotKnowOfNumbersIsNotCorrectedForEver() throws Exception {
    gateway.put("a", image(1, 3));
    gateway.place(1, leaf);
    CatalogueFile.execute(folder, "leaf", "update image set replicas = null");

    leaf.reconcile();

    assertThat(gateway.ledger().awaited()).isEmpty();
    assertThat(gateway.catalogue.holders(hash(1))).containsExactly(GATEWAY, "leaf");
    assertThat(gateway.catalogue.find("a").orElseThrow().replicas()).hasValue(3);
  }

  @ParameterizedTest(name = "wanted {0}, replicas {1}, held by {2}: {3}")
  @CsvSource({
    "1, 2, gateway leaf,       true",
    "2, 1, gateway leaf,       false",
    "2, 1, gateway leaf other, true",
    "3, 1, gateway leaf other, false",
    "9, 1, gateway leaf other, false",
    "1, 9, gateway,            false"
  })
  void lessThanABlobAsksForIsNeverLeft(int wanted, int replicas, String held, boolean released)
      throws Exception {
    gateway.put("a", image(1, wanted));
    hold(1, held);

    Set<Sha256> result = gateway.release(GATEWAY, replicas, ALL, 1);

    assertThat(result).isEqualTo(released ? Set.of(hash(1)) : Set.of());
  }

  @Test
  void aLeavingNodeHandsOverByTheNumberOfTheBlob() throws Exception {
    gateway.put("a", image(1, 2));
    gateway.put("b", 2);
    hold(1, "gateway leaf");
    hold(2, "gateway leaf");
    List<Sha256> blobs = List.of(hash(1), hash(2));
    Set<String> staying = Set.of(GATEWAY, "other");

    assertThat(gateway.catalogue.drains().handOver("d", "leaf", blobs, staying, 1))
        .containsExactly(hash(2));
    hold(1, "other");
    assertThat(gateway.catalogue.drains().handOver("d", "leaf", blobs, staying, 1))
        .containsExactly(hash(1));
  }

  @Test
  void namesTheCopiesOfEveryNeededBlobPageByPage() throws Exception {
    for (int n = 0; n < 7; n++) {
      gateway.put("image-" + n, n);
    }
    gateway.put("also-3", image(3, 4));
    gateway.put("and-3", 3);
    hold(2, "leaf other");
    hold(5, "leaf");
    gateway.lose(5);
    leaf.lose(5);
    leaf.reconcile();
    gateway.delete("image-6");

    List<Copies> all = gateway.ledger().copies("", 100);
    List<Copies> paged = new ArrayList<>();
    List<Copies> page = gateway.ledger().copies("", 4);
    while (!page.isEmpty()) {
      paged.addAll(page);
      page = gateway.ledger().copies(page.get(page.size() - 1).image().sha256().hex(), 4);
    }

    assertThat(paged).isEqualTo(all);
    assertThat(all).extracting(copies -> copies.image().sha256().hex()).isSorted().hasSize(6);
    for (Copies copies : all) {
      int n = number(copies.image().sha256());
      assertThat(copies.image().id()).isEqualTo(n == 3 ? "also-3" : "image-" + n);
      assertThat(copies.wanted()).isEqualTo(n == 3 ? new Wanted(4, true) : Wanted.SYSTEM);
      assertThat(copies.holders())
          .isEqualTo(
              switch (n) {
                case 2 -> List.of(GATEWAY, "leaf", "other");
                case 5 -> List.of();
                default -> List.of(GATEWAY);
              });
      assertThat(gateway.ledger().copiesOf(hash(n))).contains(copies);
    }
    assertThat(gateway.ledger().copiesOf(hash(6))).isEmpty();
    assertThat(gateway.ledger().copiesAt("leaf", "", 9))
        .isEqualTo(all.stream().filter(copies -> copies.holders().contains("leaf")).toList());
  }

  private Wanted wanted(int n) {
    Wanted wanted = gateway.ledger().copiesOf(hash(n)).orElseThrow().wanted();
    assertThat(gateway.ledger().copies("", 1).get(0).image()).isNotNull();
    return wanted;
  }

  /** These nodes hold a blob besides the gateway. */
  private void hold(int n, String nodes) throws RefusedException {
    List<String> holders = List.of(nodes.split(" "));
    for (TestMember member : List.of(leaf, other)) {
      if (holders.contains(member.node)) {
        gateway.place(n, member);
        member.reconcile();
      }
    }
  }
}

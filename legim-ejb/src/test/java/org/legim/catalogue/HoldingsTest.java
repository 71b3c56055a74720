package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.legim.catalogue.CatalogueFixture.NODE;
import static org.legim.catalogue.CatalogueFixture.START;
import static org.legim.catalogue.CatalogueFixture.hash;
import static org.legim.catalogue.CatalogueFixture.image;
import static org.legim.image.WriteCondition.NONE;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.legim.link.BlobEntry;
import org.legim.link.DeletionEntry;
import org.legim.link.ImageEntry;
import org.legim.link.Member;
import org.legim.link.Order;
import org.legim.link.Report;
import org.legim.link.Roster;

/** What a node's own disk holds, as its catalogue tells it. */
@Timeout(60)
class HoldingsTest {

  private static final Instant NOW = START.truncatedTo(ChronoUnit.MILLIS);

  @TempDir private Path folder;
  private SqliteCatalogue catalogue;
  private Holdings holdings;

  @BeforeEach
  void open() {
    catalogue = CatalogueFixture.open(folder);
    holdings = catalogue.holdings();
  }

  @AfterEach
  void close() {
    catalogue.close();
  }

  @Test
  void beginsWithNothing() {
    HoldingState state = holdings.state();

    assertThat(state.log()).isNotEmpty();
    assertThat(state.newest()).isZero();
    assertThat(state.digest()).isZero();
    assertThat(state.tree()).isEmpty();
    assertThat(state.stream()).isEmpty();
    assertThat(state.applied()).isZero();
    assertThat(state.revision()).isEqualTo(new Revision(1, 0));
    assertThat(holdings.changes(0, 10))
        .isEqualTo(new Changes(0, true, List.of(), List.of(), List.of()));
    assertThat(holdings.digests()).hasSize(Report.PREFIXES).containsOnly(0L);
    assertThat(holdings.listing("abc").blobs()).isEmpty();
  }

  @Test
  void keepsWhatComesWithABlob() {
    holdings.keep(entry("a", 7, 1));

    assertThat(catalogue.find("a")).contains(ImageRecord.of(entry("a", 7, 1)));
    assertThat(catalogue.find("a").orElseThrow().entry()).isEqualTo(entry("a", 7, 1));
    assertThat(holdings.holds(hash(1))).isTrue();
    assertThat(catalogue.tally()).isEqualTo(new Tally(1, 1, 1001));
    assertThat(holdings.state().revision()).isEqualTo(new Revision(1, 7));
    assertThat(holdings.state().digest())
        .isEqualTo(Digests.of(hash(1)) ^ Digests.of("a", new Revision(1, 7), hash(1)));
  }

  @Test
  void takesNoRecordAtAGateway() throws Exception {
    catalogue.ledger().lead("own");
    catalogue.put("replaced", image(1), NONE);
    catalogue.put("replaced", image(2), NONE);
    ImageEntry old = entry("replaced", 1, 1);

    assertThat(holdings.keepAll(List.of(old, entry("deleted", 9, 3), entry("copy", 9, 2))))
        .containsExactlyInAnyOrder(hash(1), hash(3));

    assertThat(catalogue.find("replaced").orElseThrow().sha256()).isEqualTo(hash(2));
    assertThat(catalogue.find("deleted")).isEmpty();
    assertThat(catalogue.find("copy")).isEmpty();
    assertThat(holdings.held("")).containsExactly(hash(2));
  }

  @Test
  void keepsWhatComesWithManyBlobsUnlessANewerRecordIsKnown() {
    holdings.belongTo("tree");
    Order deletion = new Order(1, null, new DeletionEntry("gone", 1, 9, 5), null);
    holdings.apply("stream", List.of(deletion));
    holdings.keep(entry("newer", 8, 1));
    holdings.keep(entry("older", 2, 2));

    holdings.keepAll(
        List.of(entry("newer", 7, 3), entry("older", 7, 3), entry("gone", 7, 4), entry("b", 7, 3)));

    assertThat(catalogue.find("newer")).contains(ImageRecord.of(entry("newer", 8, 1)));
    assertThat(catalogue.find("older")).contains(ImageRecord.of(entry("older", 7, 3)));
    assertThat(catalogue.find("b")).contains(ImageRecord.of(entry("b", 7, 3)));
    assertThat(catalogue.find("gone")).isEmpty();
    assertThat(holdings.held("")).containsExactlyInAnyOrder(hash(1), hash(2), hash(3), hash(4));
    assertThat(catalogue.tally()).isEqualTo(new Tally(3, 4, 4010));
    assertThat(holdings.state().revision()).isEqualTo(new Revision(1, 9));
  }

  @Test
  void keepsAllOrNothing() {
    ImageEntry good = entry("a", 7, 1);
    ImageEntry bad = new ImageEntry("b", 1, 8, "", "image/png", 5, null, null, "not a hash", 0, 0);

    assertThatExceptionOfType(CatalogueException.class)
        .isThrownBy(() -> holdings.keepAll(List.of(good, bad)))
        .withMessageContaining("not a hash");

    assertThat(catalogue.find("a")).isEmpty();
    assertThat(holdings.holds(hash(1))).isFalse();
    assertThat(catalogue.tally()).isEqualTo(Tally.NONE);
    holdings.keepAll(List.of());
    assertThat(holdings.state().newest()).isZero();
  }

  @Test
  void isTheSameAfterARestart() {
    holdings.keep(entry("a", 7, 1));
    holdings.apply("stream", List.of(order(3, entry("b", 8, 1))));
    holdings.belongTo("tree");
    HoldingState before = holdings.state();

    catalogue.close();
    open();

    assertThat(holdings.state()).isEqualTo(before);
    assertThat(before.tree()).contains("tree");
    assertThat(before.stream()).contains("stream");
    assertThat(before.applied()).isEqualTo(3);
  }

  @Test
  void tellsItsChangesPieceByPieceAndEachOnce() throws Exception {
    for (int i = 0; i < 20; i++) {
      catalogue.put("image-" + i, image(i), NONE);
    }
    catalogue.delete("image-5", NONE);
    catalogue.put("image-6", image(7), NONE);
    List<String> blobs = new ArrayList<>();
    Map<String, ImageEntry> images = new TreeMap<>();
    List<String> deletions = new ArrayList<>();
    long after = 0;
    Changes piece;
    do {
      piece = holdings.changes(after, 4);
      assertThat(piece.upTo()).isGreaterThan(after);
      piece.blobs().forEach(blob -> blobs.add(blob.sha256()));
      piece.images().forEach(image -> images.put(image.id(), image));
      piece.deletions().forEach(deletion -> deletions.add(deletion.id()));
      after = piece.upTo();
    } while (!piece.whole());

    assertThat(after).isEqualTo(holdings.state().newest());
    assertThat(blobs).hasSize(18).doesNotHaveDuplicates().contains(hash(7).hex());
    assertThat(images).hasSize(19).containsEntry("image-6", present("image-6"));
    assertThat(deletions).containsExactly("image-5");
    assertThat(holdings.changes(after, 4).whole()).isTrue();
    assertThat(holdings.changes(after, 4).images()).isEmpty();
  }

  @Test
  void aBlobNeverGoesWithoutItsRecords() throws Exception {
    catalogue.put("a", image(1), NONE);
    catalogue.put("b", image(2), NONE);
    catalogue.put("c", image(1), NONE);

    Changes last = holdings.changes(holdings.state().newest() - 2, 1);

    assertThat(last.blobs()).containsExactly(new BlobEntry(hash(1).hex(), 1001));
    assertThat(last.images()).containsExactlyInAnyOrder(present("a"), present("c"));
  }

  @Test
  void aBlobThatIsKeptAgainIsToldAgain() {
    holdings.keep(entry("a", 7, 1));
    long newest = holdings.state().newest();

    holdings.keep(entry("a", 7, 1));

    assertThat(holdings.changes(newest, 10).blobs()).hasSize(1);
    assertThat(catalogue.tally()).isEqualTo(new Tally(1, 1, 1001));
  }

  @Test
  void appliesOrdersInTheirOrderAndOnce() {
    holdings.keep(entry("a", 1, 1));
    holdings.keep(entry("b", 2, 2));
    holdings.keep(entry("c", 3, 2));
    Order deletion = new Order(2, null, new DeletionEntry("c", 1, 6, 99), null);
    Order drop = new Order(3, null, null, hash(1).hex());

    Set<?> dropped = holdings.apply("stream", List.of(drop, order(1, entry("a", 5, 2)), deletion));

    assertThat(dropped).isEqualTo(Set.of(hash(1)));
    assertThat(catalogue.find("a")).contains(ImageRecord.of(entry("a", 5, 2)));
    assertThat(catalogue.find("c")).isEmpty();
    assertThat(holdings.holds(hash(1))).isFalse();
    assertThat(holdings.state().applied()).isEqualTo(3);
    assertThat(holdings.state().revision()).isEqualTo(new Revision(1, 6));

    assertThat(holdings.apply("stream", List.of(order(3, entry("a", 9, 2))))).isEmpty();
    assertThat(catalogue.find("a").orElseThrow().revision().counter()).isEqualTo(5);
    holdings.apply("another", List.of(order(1, entry("a", 9, 2))));
    assertThat(catalogue.find("a").orElseThrow().revision().counter()).isEqualTo(9);
  }

  @Test
  void theTruthAboutABlobThatIsNotHereForgetsTheId() {
    holdings.keep(entry("a", 1, 1));

    assertThat(holdings.apply("stream", List.of(order(1, entry("a", 5, 2))))).isEmpty();

    assertThat(catalogue.find("a")).isEmpty();
    assertThat(holdings.holds(hash(1))).isTrue();
    assertThat(catalogue.tally()).isEqualTo(new Tally(0, 1, 1001));
    assertThat(CatalogueFile.rows(folder, "select id from deletion")).isEmpty();
  }

  @Test
  void beforeItBelongsToTheTreeItsOwnRevisionsMeanNothing() throws Exception {
    catalogue.ledger().lead("own");
    for (int i = 0; i < 5; i++) {
      catalogue.put("a", image(1), NONE);
    }
    holdings.apply("stream", List.of(order(1, entry("a", 2, 1))));
    assertThat(catalogue.find("a").orElseThrow().revision()).isEqualTo(new Revision(1, 2));

    holdings.belongTo("tree");
    assertThat(holdings.state().revision()).isEqualTo(new Revision(1, 2));
    holdings.apply("stream", List.of(order(2, entry("a", 1, 1))));
    assertThat(catalogue.find("a").orElseThrow().revision()).isEqualTo(new Revision(1, 2));
  }

  @Test
  void aFormerGatewayForgetsWhatItDoesNotHoldAndItsBooks() throws Exception {
    catalogue.ledger().lead("own");
    catalogue.put("a", image(1), NONE);
    catalogue.put("gone", image(2), NONE);
    catalogue.delete("gone", NONE);
    CatalogueFile.execute(
        folder,
        "insert into image select 'b', 1, 9, '', 'image/png', 5, null, null, '"
            + hash(3)
            + "', 5, 5, null, null");
    CatalogueFile.execute(
        folder, "insert into holder (sha256, node, bytes) values ('" + hash(3) + "', 'leaf', 5)");
    assertThat(catalogue.find("b")).isPresent();

    holdings.belongTo("tree");

    assertThat(catalogue.find("a")).isPresent();
    assertThat(catalogue.find("b")).isEmpty();
    assertThat(catalogue.holders(hash(3))).isEmpty();
    assertThat(CatalogueFile.rows(folder, "select id from deletion")).isEmpty();
    assertThat(holdings.state().tree()).contains("tree");
    assertThat(CatalogueFile.rows(folder, "select node from holder")).containsExactly(NODE);
  }

  @Test
  void listsAPrefixWithItsRecordsAndDigestsItAlone() throws Exception {
    catalogue.put("a", image(1), NONE);
    catalogue.put("b", image(1), NONE);
    catalogue.put("c", image(2), NONE);

    assertThat(holdings.listing("800").blobs()).containsExactly(new BlobEntry(hash(1).hex(), 1001));
    assertThat(holdings.listing("800").images())
        .containsExactlyInAnyOrder(present("a"), present("b"));
    assertThat(holdings.listing("801").images()).isEmpty();
    long[] digests = holdings.digests();
    assertThat(digests[0x400] ^ digests[0x800]).isEqualTo(holdings.state().digest());
    assertThat(digests[0x800])
        .isEqualTo(
            Digests.of(hash(1))
                ^ Digests.of(catalogue.find("a").orElseThrow())
                ^ Digests.of(catalogue.find("b").orElseThrow()));
  }

  @Test
  void correctsADigestThatCountingShowsToBeWrong() throws Exception {
    catalogue.put("a", image(1), NONE);
    long right = holdings.state().digest();
    CatalogueFile.execute(folder, "update tally set digest = 5, images = 77");

    holdings.digests();

    assertThat(holdings.state().digest()).isEqualTo(right);
    assertThat(catalogue.tally()).isEqualTo(new Tally(1, 1, 1001));
  }

  @Test
  void remembersTheRoster() {
    assertThat(catalogue.rosters().roster()).isEmpty();
    Roster roster =
        new Roster(
            "tree",
            2,
            3,
            List.of(new Member("id", "leaf", "parent", "key", 4, "run", "10.0.0.6:3333/")),
            Map.of("replicas", "2"));
    catalogue.rosters().save(new Roster("tree", 1, 1, null, null));
    catalogue.rosters().save(roster);
    assertThat(catalogue.rosters().roster()).contains(roster);

    catalogue.close();
    open();

    assertThat(catalogue.rosters().roster()).contains(roster);
  }

  private ImageEntry present(String id) {
    return catalogue.find(id).orElseThrow().entry();
  }

  private static Order order(long number, ImageEntry image) {
    return new Order(number, image, null, null);
  }

  private static ImageEntry entry(String id, long counter, int blob) {
    NewImage image = CatalogueFixture.image(blob);
    return new ImageRecord(
            id,
            new Revision(1, counter),
            image.name(),
            image.type(),
            image.bytes(),
            image.size(),
            image.sha256(),
            NOW,
            NOW)
        .entry();
  }
}

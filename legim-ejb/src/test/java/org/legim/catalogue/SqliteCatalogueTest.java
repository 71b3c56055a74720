package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.legim.catalogue.CatalogueFixture.NODE;
import static org.legim.catalogue.CatalogueFixture.START;
import static org.legim.catalogue.CatalogueFixture.all;
import static org.legim.catalogue.CatalogueFixture.clockOf;
import static org.legim.catalogue.CatalogueFixture.hash;
import static org.legim.catalogue.CatalogueFixture.ids;
import static org.legim.catalogue.CatalogueFixture.ifMatch;
import static org.legim.catalogue.CatalogueFixture.image;
import static org.legim.image.WriteCondition.ABSENT;
import static org.legim.image.WriteCondition.NONE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.Sha256;
import org.legim.image.ImageSize;
import org.legim.image.Refusal;
import org.legim.image.RefusedException;
import org.legim.image.WriteCondition;

@Timeout(60)
class SqliteCatalogueTest {

  private static final Optional<UploadKey> NO_KEY = Optional.empty();

  @TempDir private Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private SqliteCatalogue catalogue;

  @BeforeEach
  void open() {
    catalogue = CatalogueFixture.open(folder, 1, clockOf(now));
  }

  @AfterEach
  void close() {
    catalogue.close();
  }

  @Test
  void knowsNothingAtFirst() {
    assertThat(catalogue.find("a")).isEmpty();
    assertThat(catalogue.list(all(10))).isEqualTo(new ImagePage(List.of(), false));
    assertThat(catalogue.tally()).isEqualTo(new Tally(0, 0, 0));
    assertThat(catalogue.holdings().holds(hash(1))).isFalse();
    assertThat(catalogue.holders(hash(1))).isEmpty();
  }

  @Test
  void findsWhatWasPut() throws Exception {
    Stored stored = catalogue.put("a", image(1), NONE);

    assertThat(stored.created()).isTrue();
    assertThat(stored.unneeded()).isEmpty();
    Instant millis = START.truncatedTo(ChronoUnit.MILLIS);
    assertThat(stored.image())
        .isEqualTo(
            new ImageRecord(
                "a",
                new Revision(1, 1),
                "photo 1.jpg",
                "image/jpeg",
                1001,
                Optional.of(new ImageSize(640, 480)),
                hash(1),
                millis,
                millis));
    assertThat(catalogue.find("a")).contains(stored.image());
    reopen();
    assertThat(catalogue.find("a")).contains(stored.image());
  }

  @Test
  void keepsAnyNameAndAMissingSize() throws Exception {
    String name = "Hà Nội 🌸 'quoted' \"twice\"; drop table image;--.svg";
    NewImage svg = new NewImage(name, "image/svg+xml", Long.MAX_VALUE, Optional.empty(), hash(1));

    catalogue.put("a", svg, NONE);
    reopen();

    ImageRecord found = catalogue.find("a").orElseThrow();
    assertThat(found.name()).isEqualTo(name);
    assertThat(found.size()).isEmpty();
    assertThat(found.bytes()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void replacingKeepsTheCreationAndTellsTheBlobThatIsNoLongerNeeded() throws Exception {
    Stored first = catalogue.put("a", image(1), NONE);
    now.set(START.plusSeconds(5));

    Stored second = catalogue.put("a", image(2), NONE);

    assertThat(second.created()).isFalse();
    assertThat(second.unneeded()).contains(hash(1));
    assertThat(second.image().created()).isEqualTo(first.image().created());
    assertThat(second.image().modified())
        .isEqualTo(START.plusSeconds(5).truncatedTo(ChronoUnit.MILLIS));
    assertThat(catalogue.find("a")).contains(second.image());
    assertThat(catalogue.holders(hash(1))).isEmpty();
    assertThat(catalogue.holders(hash(2))).containsExactly(NODE);
  }

  @Test
  void replacingByTheSameBytesLeavesTheBlobNeeded() throws Exception {
    catalogue.put("a", image(1), NONE);

    Stored again = catalogue.put("a", image(1), NONE);

    assertThat(again.unneeded()).isEmpty();
    assertThat(catalogue.holdings().holds(hash(1))).isTrue();
    assertThat(catalogue.tally()).isEqualTo(new Tally(1, 1, 1001));
  }

  @Test
  void deletesAnImageAndTellsTheBlobThatIsNoLongerNeeded() throws Exception {
    catalogue.put("a", image(1), NONE);

    assertThat(catalogue.delete("a", NONE)).contains(hash(1));

    assertThat(catalogue.find("a")).isEmpty();
    assertThat(catalogue.holdings().holds(hash(1))).isFalse();
    assertThat(catalogue.holders(hash(1))).isEmpty();
    assertRefused(Refusal.NO_SUCH_IMAGE, () -> catalogue.delete("a", NONE));
  }

  @Test
  void aBlobOfTwoImagesIsNeededUntilTheSecondIsDeleted() throws Exception {
    catalogue.put("a", image(1), NONE);
    catalogue.put("b", image(1), NONE);
    assertThat(catalogue.tally()).isEqualTo(new Tally(2, 1, 1001));

    assertThat(catalogue.delete("a", NONE)).isEmpty();
    assertThat(catalogue.holdings().holds(hash(1))).isTrue();
    assertThat(catalogue.holders(hash(1))).containsExactly(NODE);

    assertThat(catalogue.delete("b", NONE)).contains(hash(1));
  }

  @Test
  void aDeletionIsARecordUntilTheIdIsUsedAgain() throws Exception {
    catalogue.put("a", image(1), NONE);
    catalogue.delete("a", NONE);
    assertThat(deletions()).containsExactly("a 1 2");

    catalogue.put("a", image(2), NONE);
    assertThat(deletions()).isEmpty();

    catalogue.delete("a", NONE);
    assertThat(deletions()).containsExactly("a 1 4");
  }

  @Test
  void revisionsRiseStrictlyOverChangesRestartsAndEpochs() throws Exception {
    List<Revision> given = new ArrayList<>();
    given.add(catalogue.put("a", image(1), NONE).image().revision());
    given.add(catalogue.put("a", image(2), NONE).image().revision());
    given.add(catalogue.add(image(3), () -> "b", NO_KEY).image().revision());
    catalogue.delete("b", NONE);
    reopen();
    given.add(catalogue.put("a", image(4), NONE).image().revision());
    reopen(3);
    given.add(catalogue.put("a", image(5), NONE).image().revision());
    reopen(2);
    given.add(catalogue.put("a", image(6), NONE).image().revision());

    assertThat(given).isSorted().doesNotHaveDuplicates();
    assertThat(given.get(5).epoch()).isEqualTo(3);
    assertThat(given.get(3).counter()).isGreaterThan(4);
  }

  @Test
  void aRefusedChangeChangesNothing() throws Exception {
    ImageRecord before = catalogue.put("a", image(1), NONE).image();

    assertRefused(Refusal.CONDITION_FAILED, () -> catalogue.put("a", image(2), ABSENT));
    assertRefused(Refusal.CONDITION_FAILED, () -> catalogue.put("a", image(2), ifMatch(hash(9))));
    assertRefused(Refusal.CONDITION_FAILED, () -> catalogue.put("b", image(2), ifMatch(hash(1))));
    assertRefused(Refusal.CONDITION_FAILED, () -> catalogue.delete("a", ifMatch(hash(9))));
    assertRefused(Refusal.NO_SUCH_IMAGE, () -> catalogue.delete("b", NONE));

    assertThat(catalogue.list(all(10)).images()).containsExactly(before);
    assertThat(catalogue.holdings().holds(hash(2))).isFalse();
    assertThat(catalogue.tally()).isEqualTo(new Tally(1, 1, 1001));
    assertThat(catalogue.put("c", image(3), NONE).image().revision().counter()).isEqualTo(2);
  }

  @Test
  void aChangeIsMadeWhereItsConditionHolds() throws Exception {
    catalogue.put("a", image(1), ABSENT);
    catalogue.put("a", image(2), ifMatch(hash(1)));
    assertThat(catalogue.find("a").orElseThrow().sha256()).isEqualTo(hash(2));

    catalogue.delete("a", ifMatch(hash(2)));
    catalogue.put("a", image(3), ABSENT);
    assertThat(catalogue.find("a").orElseThrow().sha256()).isEqualTo(hash(3));
  }

  @Test
  void tellsTheTagThatIsThereWhereAConditionFails() throws Exception {
    catalogue.put("a", image(1), NONE);

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> catalogue.put("a", image(2), ABSENT))
        .withMessageContainingAll("image a", '"' + hash(1).hex() + '"');
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> catalogue.put("b", image(2), new WriteCondition(anyTag(), noTags())))
        .withMessage("There is no image b.");
  }

  @Test
  void addsUnderTheFirstIdThatIsFree() throws Exception {
    catalogue.put("one", image(1), NONE);
    catalogue.put("two", image(2), NONE);
    Iterator<String> fresh = List.of("one", "two", "three").iterator();

    Stored stored = catalogue.add(image(3), fresh::next, NO_KEY);

    assertThat(stored.image().id()).isEqualTo("three");
    assertThat(stored.created()).isTrue();
    assertThat(catalogue.find("one").orElseThrow().sha256()).isEqualTo(hash(1));
  }

  @Test
  void aRepeatedUploadGetsTheImageOfTheFirst() throws Exception {
    Stored first = add("a", image(1), "key", 0);

    Stored again = add("b", image(1), "key", 0);

    assertThat(again.image()).isEqualTo(first.image());
    assertThat(catalogue.find("b")).isEmpty();
    assertThat(catalogue.tally().images()).isEqualTo(1);
    reopen();
    assertThat(add("c", image(1), "key", 0).image()).isEqualTo(first.image());
  }

  @Test
  void eachFileOfARequestHasAKeyOfItsOwn() throws Exception {
    assertThat(add("a", image(1), "key", 0).image().id()).isEqualTo("a");
    assertThat(add("b", image(1), "key", 1).image().id()).isEqualTo("b");
    assertThat(add("c", image(1), "other", 0).image().id()).isEqualTo("c");
  }

  @Test
  void refusesAKeyThatWasUsedForOtherBytes() throws Exception {
    add("a", image(1), "key", 0);

    assertRefused(Refusal.KEY_REUSED, () -> add("b", image(2), "key", 0));
    assertThat(catalogue.holdings().holds(hash(2))).isFalse();
  }

  @Test
  void refusesAKeyWhoseImageIsGoneOrHasBeenReplaced() throws Exception {
    add("a", image(1), "key", 0);
    catalogue.put("a", image(2), NONE);
    assertRefused(Refusal.KEY_OUTLIVED, () -> add("b", image(1), "key", 0));

    catalogue.delete("a", NONE);
    assertRefused(Refusal.KEY_OUTLIVED, () -> add("b", image(1), "key", 0));
  }

  @Test
  void aRefusedUploadDoesNotUseUpItsKey() throws Exception {
    add("a", image(1), "key", 0);
    assertRefused(Refusal.KEY_REUSED, () -> add("b", image(2), "key", 0));

    assertThat(add("b", image(1), "key", 0).image().id()).isEqualTo("a");
  }

  @Test
  void forgetsKeysOfACertainAge() throws Exception {
    add("a", image(1), "old", 0);
    now.set(START.plus(Duration.ofHours(2)));
    add("b", image(2), "new", 0);

    assertThat(catalogue.forgetUploadKeys(Duration.ofHours(3))).isZero();
    assertThat(catalogue.forgetUploadKeys(Duration.ofHours(1))).isEqualTo(1);

    assertThat(add("c", image(9), "old", 0).image().id()).isEqualTo("c");
    assertThat(add("d", image(2), "new", 0).image().id()).isEqualTo("b");
  }

  @Test
  void tellsAllHeldBlobsThatBeginWithSomeDigits() throws Exception {
    Sha256 first = new Sha256("abc0" + "0".repeat(60));
    Sha256 last = new Sha256("abcf" + "f".repeat(60));
    Sha256 before = new Sha256("abbf" + "f".repeat(60));
    Sha256 after = new Sha256("abd0" + "0".repeat(60));
    int n = 0;
    for (Sha256 hash : List.of(first, last, before, after, first)) {
      NewImage image = new NewImage("", "image/png", 7, Optional.empty(), hash);
      catalogue.put("image-" + n++, image, NONE);
    }

    assertThat(catalogue.holdings().held("abc")).isEqualTo(Set.of(first, last));
    assertThat(catalogue.holdings().held("abc0")).isEqualTo(Set.of(first));
    assertThat(catalogue.holdings().held("")).hasSize(4);
    assertThat(catalogue.holdings().held("00")).isEmpty();
  }

  @Test
  void remembersTheTallyOverARestart() throws Exception {
    catalogue.put("a", image(1), NONE);
    catalogue.put("b", image(2), NONE);
    reopen();

    assertThat(catalogue.tally()).isEqualTo(new Tally(2, 2, 2003));
  }

  @Test
  void failsClearlyOnceClosed() {
    catalogue.close();

    assertThatExceptionOfType(CatalogueException.class)
        .isThrownBy(() -> catalogue.put("a", image(1), NONE))
        .withMessage("the catalogue is closed");
    assertThatExceptionOfType(CatalogueException.class)
        .isThrownBy(() -> catalogue.find("a"))
        .withMessageContaining("closed");
    catalogue.close();
  }

  @Test
  void givesPagesThatFollowEachOther() throws Exception {
    for (String id : List.of("c", "a", "e", "b", "d")) {
      catalogue.put(id, image(1), NONE);
    }

    ImagePage first = catalogue.list(all(2));
    assertThat(ids(first)).containsExactly("a", "b");
    assertThat(first.more()).isTrue();
    ImagePage last = catalogue.list(new Listing(3, "b", "", Optional.empty()));
    assertThat(ids(last)).containsExactly("c", "d", "e");
    assertThat(last.more()).isFalse();
    assertThat(catalogue.list(new Listing(3, "e", "", Optional.empty())))
        .isEqualTo(new ImagePage(List.of(), false));
  }

  private List<String> deletions() {
    return CatalogueFile.rows(folder, "select id, epoch, counter from deletion order by id");
  }

  private Stored add(String id, NewImage image, String key, int part) throws RefusedException {
    return catalogue.add(image, () -> id, Optional.of(new UploadKey(key, part)));
  }

  private void reopen() {
    reopen(1);
  }

  private void reopen(long epoch) {
    catalogue.close();
    catalogue = CatalogueFixture.open(folder, epoch, clockOf(now));
  }

  private static Optional<WriteCondition.Tags> anyTag() {
    return Optional.of(WriteCondition.Tags.ANY);
  }

  private static Optional<WriteCondition.Tags> noTags() {
    return Optional.empty();
  }

  private static void assertRefused(Refusal expected, ThrowingCallable change) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(change)
        .extracting(RefusedException::refusal)
        .isEqualTo(expected);
  }
}

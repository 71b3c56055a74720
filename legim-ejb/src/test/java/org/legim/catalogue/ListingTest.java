package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.catalogue.CatalogueFixture.hash;
import static org.legim.catalogue.CatalogueFixture.ids;
import static org.legim.catalogue.CatalogueFixture.image;
import static org.legim.image.WriteCondition.NONE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.blob.Sha256;

/** Every listing of a few ids on the borders of the id alphabet, beside a sorted map. */
class ListingTest {

  private static final List<String> IDS =
      List.of(
          "-",
          "--",
          "-a",
          ".a",
          "...",
          "0",
          "9",
          "A",
          "Z",
          "_",
          "a",
          "a-",
          "a--",
          "a.",
          "a.b",
          "a0",
          "aA",
          "a_",
          "aa",
          "az",
          "a~",
          "a~-",
          "a~~",
          "b",
          "z",
          "~",
          "~-",
          "~~",
          "~~~",
          "~".repeat(127),
          "~".repeat(128),
          "-".repeat(128));

  @TempDir private static Path folder;
  private static SqliteCatalogue catalogue;
  private static final TreeMap<String, Sha256> MODEL = new TreeMap<>();

  @BeforeAll
  static void fill() throws Exception {
    catalogue = CatalogueFixture.open(folder);
    int n = 0;
    for (String id : IDS) {
      int blob = n++ % 3;
      catalogue.put(id, image(blob), NONE);
      MODEL.put(id, hash(blob));
    }
  }

  @AfterAll
  static void close() {
    catalogue.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 31, 32, 33, 1000})
  void pagesOfAnySizeShowEachImageOnceInOrder(int limit) {
    for (String prefix : List.of("", "a", "a~", "-", "~", "x")) {
      for (Optional<Sha256> sha256 : List.of(Optional.<Sha256>empty(), Optional.of(hash(1)))) {
        assertThat(walk(limit, prefix, sha256))
            .as("limit %s, prefix \"%s\", bytes %s", limit, prefix, sha256)
            .isEqualTo(expected("", prefix, sha256));
      }
    }
  }

  @Test
  void anyStartAndAnyPrefixGiveWhatASortedMapGives() {
    TreeSet<String> starts = new TreeSet<>(IDS);
    starts.addAll(List.of("", ".", "..", "B", "a-0", "a~0", "zz"));
    for (String after : starts) {
      for (String prefix : starts) {
        ImagePage page = catalogue.list(new Listing(1000, after, prefix, Optional.empty()));

        assertThat(ids(page))
            .as("after \"%s\", prefix \"%s\"", after, prefix)
            .isEqualTo(expected(after, prefix, Optional.empty()));
        assertThat(page.more()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"31, true", "32, false", "33, false"})
  void saysWhetherMoreFollows(int limit, boolean more) {
    assertThat(catalogue.list(CatalogueFixture.all(limit)).more()).isEqualTo(more);
  }

  private static List<String> walk(int limit, String prefix, Optional<Sha256> sha256) {
    List<String> seen = new ArrayList<>();
    ImagePage page = catalogue.list(new Listing(limit, "", prefix, sha256));
    while (true) {
      assertThat(page.images()).hasSizeLessThanOrEqualTo(limit);
      seen.addAll(ids(page));
      if (!page.more()) {
        return seen;
      }
      assertThat(page.images()).hasSize(limit);
      page = catalogue.list(new Listing(limit, seen.get(seen.size() - 1), prefix, sha256));
    }
  }

  private static List<String> expected(String after, String prefix, Optional<Sha256> sha256) {
    return MODEL.entrySet().stream()
        .filter(entry -> entry.getKey().compareTo(after) > 0)
        .filter(entry -> entry.getKey().startsWith(prefix))
        .filter(entry -> sha256.isEmpty() || sha256.get().equals(entry.getValue()))
        .map(entry -> entry.getKey())
        .toList();
  }
}

package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.catalogue.CatalogueFixture.all;
import static org.legim.catalogue.CatalogueFixture.hash;
import static org.legim.catalogue.CatalogueFixture.image;
import static org.legim.image.WriteCondition.ABSENT;
import static org.legim.image.WriteCondition.NONE;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.Sha256;
import org.legim.image.RefusedException;
import org.legim.image.WriteCondition;

/** Random changes, each compared with what a map in memory says. */
@Timeout(120)
class TallyModelTest {

  private static final int STEPS = 300;
  private static final int IDS = 12;
  private static final int BLOBS = 6;

  @TempDir private Path folder;
  private final Map<String, Integer> model = new TreeMap<>();

  @RepeatedTest(3)
  void staysRightThroughAnyChanges() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    SqliteCatalogue catalogue = CatalogueFixture.open(folder);
    try {
      for (int step = 0; step < STEPS; step++) {
        change(catalogue, random, "seed " + seed + ", step " + step);
        compare(catalogue, "seed " + seed + ", step " + step);
        if (random.nextInt(100) == 0) {
          catalogue.close();
          catalogue = CatalogueFixture.open(folder);
          compare(catalogue, "seed " + seed + ", reopened at step " + step);
        }
      }
    } finally {
      catalogue.close();
    }
  }

  private void change(SqliteCatalogue catalogue, Random random, String at) {
    String id = "id-" + random.nextInt(IDS);
    int blob = random.nextInt(BLOBS);
    WriteCondition condition = condition(random);
    boolean holds = condition.holds(Optional.ofNullable(model.get(id)).map(n -> hash(n).hex()));
    boolean deletes = random.nextInt(3) == 0;
    boolean possible = holds && (!deletes || model.containsKey(id));
    Set<Integer> before = new HashSet<>(model.values());
    try {
      Optional<Sha256> unneeded;
      if (deletes) {
        unneeded = catalogue.delete(id, condition);
        model.remove(id);
      } else {
        Stored stored = catalogue.put(id, image(blob), condition);
        assertThat(stored.created()).as(at).isEqualTo(!model.containsKey(id));
        unneeded = stored.unneeded();
        model.put(id, blob);
      }
      assertThat(possible).as(at).isTrue();
      before.removeAll(model.values());
      assertThat(unneeded).as(at).isEqualTo(before.stream().map(n -> hash(n)).findAny());
    } catch (RefusedException e) {
      assertThat(possible).as(at + ": " + e).isFalse();
    }
  }

  private static WriteCondition condition(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> ABSENT;
      case 1 -> CatalogueFixture.ifMatch(hash(random.nextInt(BLOBS)));
      default -> NONE;
    };
  }

  private void compare(SqliteCatalogue catalogue, String at) {
    Set<Integer> blobs = new HashSet<>(model.values());
    long bytes = blobs.stream().mapToLong(n -> image(n).bytes()).sum();
    assertThat(catalogue.tally()).as(at).isEqualTo(new Tally(model.size(), blobs.size(), bytes));
    Map<String, Sha256> listed = new HashMap<>();
    catalogue.list(all(100)).images().forEach(image -> listed.put(image.id(), image.sha256()));
    assertThat(listed)
        .as(at)
        .isEqualTo(
            model.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> hash(entry.getValue()))));
    for (int i = 0; i < IDS; i++) {
      String id = "id-" + i;
      assertThat(catalogue.find(id).map(ImageRecord::sha256))
          .as(at)
          .isEqualTo(Optional.ofNullable(model.get(id)).map(n -> hash(n)));
    }
    for (int n = 0; n < BLOBS; n++) {
      assertThat(catalogue.holdings().holds(hash(n))).as(at).isEqualTo(blobs.contains(n));
      assertThat(catalogue.holders(hash(n)).isEmpty()).as(at).isEqualTo(!blobs.contains(n));
    }
  }
}

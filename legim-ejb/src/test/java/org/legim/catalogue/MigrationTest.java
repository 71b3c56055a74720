package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.catalogue.CatalogueFixture.hash;

import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue of the first version goes on as a node of a tree. */
class MigrationTest {

  @TempDir private Path folder;

  @Test
  void whatWasStoredBeforeIsInTheTallyTheDigestAndTheLog() {
    makeFirstVersion(CatalogueFixture.NODE);

    try (SqliteCatalogue catalogue = CatalogueFixture.open(folder)) {
      Holdings holdings = catalogue.holdings();
      assertThat(catalogue.tally()).isEqualTo(new Tally(3, 2, 2003));
      ImageRecord a = catalogue.find("a").orElseThrow();
      ImageRecord b = catalogue.find("b").orElseThrow();
      ImageRecord c = catalogue.find("c").orElseThrow();
      assertThat(holdings.state().digest())
          .isEqualTo(
              Digests.of(hash(1))
                  ^ Digests.of(hash(2))
                  ^ Digests.of(a)
                  ^ Digests.of(b)
                  ^ Digests.of(c));
      assertThat(holdings.state().newest()).isEqualTo(3);
      assertThat(holdings.state().revision()).isEqualTo(new Revision(1, 4));
      assertThat(holdings.state().tree()).isEmpty();

      Changes changes = holdings.changes(0, 100);
      assertThat(changes.whole()).isTrue();
      assertThat(changes.blobs())
          .extracting(blob -> blob.sha256() + " " + blob.bytes())
          .containsExactly(hash(1) + " 1001", hash(2) + " 1002");
      assertThat(changes.images()).containsExactlyInAnyOrder(a.entry(), b.entry(), c.entry());
    }
  }

  @Test
  void itJoinsATreeWithEverything() {
    makeFirstVersion("catalogue");

    try (TestGateway gateway = new TestGateway(folder)) {
      TestMember member = gateway.member("catalogue");
      member.disk.addAll(List.of(hash(1), hash(2)));
      member.reconcile().assertHolds("a", "b", "c");
    }
  }

  private void makeFirstVersion(String node) {
    Flyway.configure(Database.class.getClassLoader())
        .dataSource("jdbc:sqlite:" + folder.resolve("catalogue.db"), "", "")
        .locations("classpath:org/legim/catalogue/migrations")
        .target("1")
        .load()
        .migrate();
    int counter = 1;
    for (String image : List.of("a 1", "b 2", "c 1")) {
      String[] parts = image.split(" ");
      int n = Integer.parseInt(parts[1]);
      CatalogueFile.execute(
          folder,
          String.format(
              "insert into image values ('%s', 1, %d, '', 'image/png', %d, null, null, '%s', 5, 5)",
              parts[0], counter, 1000 + n, hash(n)));
      counter++;
    }
    for (int n : List.of(1, 2)) {
      CatalogueFile.execute(
          folder, "insert into holder values ('" + hash(n) + "', '" + node + "')");
    }
    CatalogueFile.execute(folder, "insert into tally values ('" + node + "', 3, 2, 2003)");
    CatalogueFile.execute(folder, "insert into revision values (1, 4)");
  }
}

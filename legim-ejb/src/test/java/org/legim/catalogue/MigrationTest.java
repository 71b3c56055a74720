package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.catalogue.CatalogueFixture.hash;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.legim.link.Roster;

/** A catalogue of an earlier version goes on: as a node of a tree, and with all that it knew. */
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

  @Test
  void aGatewayWithoutDrainsKnowsWhatItKnew() {
    makeFirstVersion("catalogue");
    migrateTo("2");
    execute("insert into holder (sha256, node, bytes) values ('" + hash(1) + "', 'leaf', 1001)");
    execute("insert into tally values ('leaf', 2, 1, 1001, 0)");
    execute("insert into node_order values ('leaf', 'IMAGE', 'b', 4)");
    execute("insert into roster values ('{\"tree\":\"tree\",\"epoch\":2,\"version\":3}')");
    execute("insert into state values ('TREE', 'tree')");
    execute("insert into state values ('STREAM', 'stream')");

    try (SqliteCatalogue gateway = CatalogueFixture.open(folder, "catalogue")) {
      assertThat(gateway.drains().all()).isEmpty();
      assertThat(gateway.find("a").orElseThrow().replicas()).isEmpty();
      assertThat(gateway.tally()).isEqualTo(new Tally(3, 2, 2003));
      assertThat(gateway.rosters().roster()).contains(new Roster("tree", 2, 3, null, null));
      assertThat(gateway.ledger().awaited()).containsExactly("leaf");
      assertThat(gateway.ledger().copiesAt("leaf", "", 10))
          .containsExactly(
              new Copies(
                  gateway.find("a").orElseThrow(), List.of("catalogue", "leaf"), Wanted.SYSTEM));
      assertThat(gateway.drains().handOver("d", "leaf", List.of(hash(1)), Set.of("catalogue"), 1))
          .containsExactly(hash(1));
      assertThat(gateway.drains().handedOverBy("d", "leaf")).isEqualTo(new Tally(1, 1, 1001));
    }
  }

  private void makeFirstVersion(String node) {
    migrateTo("1");
    int counter = 1;
    for (String image : List.of("a 1", "b 2", "c 1")) {
      String[] parts = image.split(" ");
      int n = Integer.parseInt(parts[1]);
      execute(
          String.format(
              "insert into image values ('%s', 1, %d, '', 'image/png', %d, null, null, '%s', 5, 5)",
              parts[0], counter, 1000 + n, hash(n)));
      counter++;
    }
    for (int n : List.of(1, 2)) {
      execute("insert into holder values ('" + hash(n) + "', '" + node + "')");
    }
    execute("insert into tally values ('" + node + "', 3, 2, 2003)");
    execute("insert into revision values (1, 4)");
  }

  private void migrateTo(String version) {
    Flyway.configure(Database.class.getClassLoader())
        .dataSource("jdbc:sqlite:" + folder.resolve("catalogue.db"), "", "")
        .locations("classpath:org/legim/catalogue/migrations")
        .target(version)
        .load()
        .migrate();
  }

  private void execute(String sql) {
    CatalogueFile.execute(folder, sql);
  }
}

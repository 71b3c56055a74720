package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.catalogue.CatalogueFixture.NODE;
import static org.legim.catalogue.CatalogueFixture.hash;
import static org.legim.catalogue.CatalogueFixture.image;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The statements as they are executed, explained by SQLite: none may walk a table that grows. */
class QueryPlanTest {

  @TempDir private Path folder;

  @FunctionalInterface
  interface Statement {
    void run(Handle database);
  }

  static Stream<Arguments> statements() {
    var blob = Optional.of(hash(1));
    return Stream.of(
        named("find", db -> ImageTable.find(db, "a")),
        named("list", db -> ImageTable.list(db, listing("", ""), 10)),
        named("list after", db -> ImageTable.list(db, listing("a", ""), 10)),
        named("list prefix", db -> ImageTable.list(db, listing("", "a"), 10)),
        named("list blob", db -> ImageTable.list(db, new Listing(10, "a", "", blob), 10)),
        named("needs", db -> ImageTable.needs(db, hash(1))),
        named("needed", db -> ImageTable.needed(db, "abcd")),
        named("insert", db -> ImageTable.insert(db, record())),
        named("update", db -> ImageTable.update(db, record())),
        named("delete", db -> ImageTable.delete(db, "b", new Revision(1, 1), Instant.EPOCH)),
        named("holders", db -> HoldingTables.holders(db, hash(1))),
        named("add holder", db -> HoldingTables.addHolder(db, hash(1), NODE)),
        named("remove holders", db -> HoldingTables.removeHolders(db, hash(1))),
        named("tally", db -> HoldingTables.tally(db, NODE)),
        named("add to tally", db -> HoldingTables.addToTally(db, NODE, 1, 1, 1)),
        named("find key", db -> UploadKeyTable.find(db, new UploadKey("key", 0))),
        named("old keys", db -> UploadKeyTable.deleteOlder(db, Instant.EPOCH)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("statements")
  void findsItsRowsByAnIndexAndInOrder(String name, Statement statement) {
    List<String> plans = plansOf(statement);

    assertThat(plans).as(name).noneMatch(plan -> plan.startsWith("SCAN"));
    assertThat(plans).as(name).noneMatch(plan -> plan.contains("TEMP B-TREE"));
  }

  @Test
  void wouldSeeAStatementThatWalksATable() {
    assertThat(plansOf(db -> db.createQuery("select * from image").mapToMap().list()))
        .containsExactly("SCAN image");
  }

  private List<String> plansOf(Statement statement) {
    List<String> executed = new ArrayList<>();
    try (Database database = Database.open(folder.resolve("catalogue.db"), folder)) {
      Jdbi jdbi = database.writing();
      jdbi.setSqlLogger(
          new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
              executed.add(context.getParsedSql().getSql());
            }
          });
      jdbi.useHandle(statement::run);
      assertThat(executed).isNotEmpty();
      List<String> plans = new ArrayList<>();
      database
          .reading()
          .useHandle(handle -> executed.forEach(sql -> plans.addAll(explain(handle, sql))));
      return plans;
    }
  }

  private static List<String> explain(Handle handle, String sql) {
    return handle
        .createQuery("explain query plan " + sql.replace("?", "'x'"))
        .map((row, context) -> row.getString("detail"))
        .list();
  }

  private static Arguments named(String name, Statement statement) {
    return Arguments.of(name, statement);
  }

  private static Listing listing(String after, String prefix) {
    return new Listing(10, after, prefix, Optional.empty());
  }

  private static ImageRecord record() {
    NewImage image = image(1);
    return new ImageRecord(
        "a",
        new Revision(1, 1),
        image.name(),
        image.type(),
        image.bytes(),
        image.size(),
        image.sha256(),
        Instant.EPOCH,
        Instant.EPOCH);
  }
}

package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.catalogue.CatalogueFixture.NODE;
import static org.legim.catalogue.CatalogueFixture.hash;
import static org.legim.catalogue.CatalogueFixture.image;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.legim.catalogue.DrainRecord.Cause;
import org.legim.catalogue.DrainRecord.State;
import org.legim.catalogue.OrderTable.Kind;
import org.legim.link.DeletionEntry;

/** The statements as they are executed, explained by SQLite: none may walk a table that grows. */
class QueryPlanTest {

  private static final DrainRecord DRAIN =
      new DrainRecord("d", "a", "a", Cause.STOP, State.GONE, List.of(), 1, 2, 0, 0, null);

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
        named("of a blob", db -> ImageTable.of(db, hash(1))),
        named("any of a blob", db -> ImageTable.anyOf(db, hash(1))),
        named("one of each held", db -> ImageTable.heldBy(db, NODE, "", 10)),
        named("records held", db -> ImageTable.held(db, NODE, "abc")),
        named("put", db -> ImageTable.put(db, record(), Optional.of(1L))),
        named("wanted", db -> CopiesQueries.wanted(db, hash(1))),
        named("remove", db -> ImageTable.remove(db, "b")),
        named("deletion", db -> DeletionTable.find(db, "a")),
        named("deletions changed", db -> DeletionTable.changed(db, 5, 9)),
        named("delete", db -> DeletionTable.put(db, new DeletionEntry("b", 1, 1, 0), 1)),
        named("holders", db -> HolderTable.holders(db, hash(1))),
        named("holds", db -> HolderTable.holds(db, NODE, hash(1))),
        named("holds any", db -> HolderTable.holdsAny(db, NODE)),
        named("held", db -> HolderTable.held(db, NODE, "abc")),
        named("listed", db -> HolderTable.listed(db, NODE, "abc")),
        named("blobs changed", db -> HolderTable.changed(db, 5, 9)),
        named("unneeded", db -> HolderTable.unneeded(db, "ab")),
        named("add holder", db -> HolderTable.add(db, hash(1), NODE, 1, Optional.of(1L))),
        named("log holder", db -> HolderTable.log(db, hash(1), NODE, 2)),
        named("remove holder", db -> HolderTable.remove(db, hash(1), NODE)),
        named("strike out", db -> HolderTable.removeAllOf(db, NODE)),
        named("scan", db -> HoldingScan.of(db, NODE)),
        named("log", db -> LogTables.numberAfter(db, 5, 10)),
        named("tally", db -> TallyTable.find(db, NODE)),
        named("digest", db -> TallyTable.digest(db, NODE)),
        named("add to tally", db -> TallyTable.add(db, NODE, Tally.NONE, 1)),
        named("put tally", db -> TallyTable.put(db, NODE, Tally.NONE, 1)),
        named("order pending", db -> OrderTable.isPending(db, NODE, Kind.IMAGE, "a")),
        named("any order", db -> OrderTable.isAnyPending(db, NODE)),
        named("first orders", db -> OrderTable.first(db, NODE, 10)),
        named("order", db -> OrderTable.put(db, NODE, Kind.IMAGE, "a", 1)),
        named("orders done", db -> OrderTable.removeUpTo(db, NODE, 9)),
        named("fact", db -> StateTable.find(db, Fact.LOG)),
        named("reported", db -> ReportedTable.find(db, NODE)),
        named("handed over", db -> HandedOverTable.list(db, "d", "abc", 10)),
        named("hand over", db -> HandedOverTable.add(db, "d", NODE, hash(1), 1)),
        named("handed over by", db -> HandedOverTable.tally(db, "d", NODE)),
        named("count handed over", db -> HandedOverTable.addToTally(db, "d", NODE, 1, 1)),
        named("forget tally", db -> HandedOverTable.removeTally(db, "d")),
        named("save drain", db -> DrainTable.put(db, DRAIN, "{}")),
        named("forget drain", db -> DrainTable.remove(db, "d")),
        named("prepared", db -> PreparedTable.find(db, "a")),
        named("prepare", db -> PreparedTable.insert(db, PreparedTable.Row.of(record()))),
        named("complete", db -> PreparedTable.remove(db, "a")),
        named("find key", db -> UploadKeyTable.find(db, new UploadKey("key", 0))),
        named("old keys", db -> UploadKeyTable.deleteOlder(db, Instant.EPOCH)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("statements")
  void findsItsRowsByAnIndexAndInOrder(String name, Statement statement) {
    List<String> plans = plansOf(statement);

    assertThat(plans)
        .as(name)
        .noneMatch(plan -> plan.startsWith("SCAN") && !plan.equals("SCAN CONSTANT ROW"));
    assertThat(plans).as(name).noneMatch(plan -> plan.contains("TEMP B-TREE"));
  }

  @Test
  void readsAPieceOfTheLogWithoutWalkingATable() {
    assertThat(plansOf(db -> ImageTable.changed(db, NODE, 5, 9)))
        .noneMatch(plan -> plan.startsWith("SCAN") && !plan.contains("subquery"));
  }

  @Test
  void findsTheCopiesOfAPageByIndexes() {
    List<String> ofNode = plansOf(db -> CopiesQueries.at(db, NODE, "", 10));
    List<String> all = plansOf(db -> CopiesQueries.all(db, "", 10));
    List<String> one = plansOf(db -> CopiesQueries.of(db, hash(1)));

    // The page, which is in order already and small, is walked and sorted.
    assertThat(List.of(ofNode, all, one))
        .allSatisfy(
            plans ->
                assertThat(plans)
                    .noneMatch(
                        plan -> plan.startsWith("SCAN") && !plan.matches("SCAN (blob|CONS.*)"))
                    .noneMatch(plan -> plan.endsWith("FOR DISTINCT")));
    assertThat(ofNode)
        .contains("SEARCH holder USING COVERING INDEX holder_node (node=? AND sha256>?)");
    assertThat(all).contains("SEARCH image USING COVERING INDEX image_sha256 (sha256>?)");
  }

  @Test
  void forgetsSomeOfWhatWasHandedOverByTheKey() {
    assertThat(plansOf(db -> HandedOverTable.removeSome(db, "d", 10)))
        .noneMatch(plan -> plan.startsWith("SCAN"));
  }

  @Test
  void stepsFromNodeToNodeInTheOrders() {
    assertThat(plansOf(OrderTable::nodes))
        .noneMatch(plan -> plan.startsWith("SCAN") && !plan.contains("step"));
  }

  @Test
  void wouldSeeAStatementThatWalksATable() {
    assertThat(plansOf(db -> db.createQuery("select * from image").mapToMap().list()))
        .containsExactly("SCAN image");
  }

  private static final class Recorder extends PreparedOnce {
    private final List<String> executed;

    Recorder(List<String> executed) {
      this.executed = executed;
    }

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context)
        throws SQLException {
      executed.add(sql);
      return super.create(connection, sql, context);
    }

    @Override
    <T> T use(Connection connection, String sql, Sql.Execution<T> execution) throws SQLException {
      executed.add(sql);
      return super.use(connection, sql, execution);
    }
  }

  private List<String> plansOf(Statement statement) {
    List<String> executed = new ArrayList<>();
    try (Database database = Database.open(folder.resolve("catalogue.db"), folder)) {
      Jdbi jdbi = database.writing();
      jdbi.setStatementBuilderFactory(connection -> new Recorder(executed));
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
        .createQuery("explain query plan " + sql.replaceAll("\\?|:\\w+", "'x'"))
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

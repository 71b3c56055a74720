package org.legim.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.legim.blob.Sha256;

/**
 * Asks the tables of images and holders who holds which blob, and on how many nodes it should be.
 */
final class CopiesQueries {

  private static final String MOST =
      "(select max(replicas) from image as own"
          + " where own.sha256 = %1$s and own.replicas is not null) as most";

  private static final String SYSTEM =
      "exists (select 1 from image as plain"
          + " where plain.sha256 = %1$s and plain.replicas is null) as system_wide";

  private static final String WANTED =
      "select " + MOST.formatted(":sha256") + ", " + SYSTEM.formatted(":sha256");

  private CopiesQueries() {}

  /** The blobs that a node holds and that an image needs, in their order. */
  static List<Copies> at(Handle database, String node, String after, int limit) {
    return of(
        database,
        "select sha256 from holder where node = :node and sha256 > :after and exists"
            + " (select 1 from image where image.sha256 = holder.sha256)"
            + " order by sha256 limit :limit",
        query -> query.bind("node", node).bind("after", after).bind("limit", limit));
  }

  /** All blobs that an image needs, in their order. */
  static List<Copies> all(Handle database, String after, int limit) {
    return of(
        database,
        "select distinct sha256 from image where sha256 > :after order by sha256 limit :limit",
        query -> query.bind("after", after).bind("limit", limit));
  }

  /** A blob, if an image needs it. */
  static Optional<Copies> of(Handle database, Sha256 blob) {
    return of(
            database,
            "select cast(:sha256 as text) as sha256",
            query -> query.bind("sha256", blob.hex()))
        .stream()
        .findFirst();
  }

  /** How many copies the images ask for that need a blob. */
  static Wanted wanted(Handle database, Sha256 blob) {
    return Sql.find(database, CopiesQueries::wanted, WANTED, blob.hex()).orElseThrow();
  }

  private static List<Copies> of(Handle database, String blobs, Binding binding) {
    String sql =
        "select image.*, copy.node as copy_node, "
            + MOST.formatted("blob.sha256")
            + ", "
            + SYSTEM.formatted("blob.sha256")
            + " from ("
            + blobs
            + ") as blob"
            + " join image on image.id = (select min(id) from image where sha256 = blob.sha256)"
            + " left join holder as copy on copy.sha256 = blob.sha256"
            + " order by blob.sha256, copy.node";
    // One row for each holder. Those of a blob come together.
    Map<Copies, List<String>> holders = new LinkedHashMap<>();
    binding
        .bind(database.createQuery(sql))
        .map((row, context) -> new Row(blob(row), row.getString("copy_node")))
        .forEach(
            row -> {
              List<String> of = holders.computeIfAbsent(row.blob, key -> new ArrayList<>());
              if (row.holder != null) {
                of.add(row.holder);
              }
            });
    return holders.entrySet().stream()
        .map(
            entry ->
                new Copies(
                    entry.getKey().image(), List.copyOf(entry.getValue()), entry.getKey().wanted()))
        .toList();
  }

  private static Copies blob(ResultSet row) throws SQLException {
    return new Copies(ImageTable.record(row), List.of(), wanted(row));
  }

  private static Wanted wanted(ResultSet row) throws SQLException {
    int most = row.getInt("most");
    return new Wanted(most, most == 0 || row.getBoolean("system_wide"));
  }

  @FunctionalInterface
  private interface Binding {
    Query bind(Query query);
  }

  /**
   * @param holder one of its holders; null if it has none
   */
  private record Row(Copies blob, String holder) {}
}

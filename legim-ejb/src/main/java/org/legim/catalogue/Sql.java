package org.legim.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Statements that are run for each single blob or image, straight on the driver: there Jdbi would
 * take three times as long as SQLite does. What is run for many at once is Jdbi's.
 *
 * <p>Parameters are named, and get their values in the order in which the names first appear; see
 * <a href="https://www.sqlite.org/lang_expr.html#parameters">SQLite</a>.
 */
final class Sql {

  private Sql() {}

  /** Makes a value of a row. */
  @FunctionalInterface
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** Changes rows; returns how many. */
  static int update(Handle database, String sql, Object... values) {
    return run(database, sql, values, PreparedStatement::executeUpdate);
  }

  /** The rows that are found. */
  static <T> List<T> list(Handle database, Row<T> value, String sql, Object... values) {
    return run(
        database,
        sql,
        values,
        statement -> {
          try (ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            // To the end: what a statement changes is done only then, where it also returns rows.
            while (rows.next()) {
              found.add(value.of(rows));
            }
            return found;
          }
        });
  }

  /** The only row, if there is one. */
  static <T> Optional<T> find(Handle database, Row<T> value, String sql, Object... values) {
    List<T> found = list(database, value, sql, values);
    if (found.size() > 1) {
      throw new IllegalStateException("more than one row: " + sql);
    }
    return found.stream().findFirst();
  }

  /** Whether there is any row. */
  static boolean exists(Handle database, String sql, Object... values) {
    return find(database, row -> true, sql, values).isPresent();
  }

  /** What is done with a statement. */
  @FunctionalInterface
  interface Execution<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  private static <T> T run(Handle database, String sql, Object[] values, Execution<T> execution) {
    Connection connection = database.getConnection();
    try {
      if (database.getStatementBuilder() instanceof PreparedOnce prepared) {
        return prepared.use(connection, sql, statement -> run(statement, values, execution));
      }
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        return run(statement, values, execution);
      }
    } catch (SQLException e) {
      throw Database.failure("a statement failed, " + sql, e);
    }
  }

  private static <T> T run(PreparedStatement statement, Object[] values, Execution<T> execution)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return execution.of(statement);
  }
}

package org.legim.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Prepares each statement of a connection once: of a small change, preparing is what takes the
 * time.
 *
 * <p>For a connection that one thread uses. A statement that is in use is not given again.
 */
class PreparedOnce extends DefaultStatementBuilder {

  private static final Logger LOG = Logger.getLogger(PreparedOnce.class.getName());

  private final Map<String, PreparedStatement> unused = new HashMap<>();

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    PreparedStatement prepared = unused.remove(sql);
    return prepared == null ? super.create(connection, sql, context) : prepared;
  }

  /** Does something with a statement without anything of Jdbi's. */
  <T> T use(Connection connection, String sql, Sql.Execution<T> execution) throws SQLException {
    PreparedStatement prepared = take(connection, sql);
    try {
      return execution.of(prepared);
    } finally {
      giveBack(sql, prepared);
    }
  }

  private PreparedStatement take(Connection connection, String sql) throws SQLException {
    PreparedStatement prepared = unused.remove(sql);
    return prepared == null ? connection.prepareStatement(sql) : prepared;
  }

  private void giveBack(String sql, PreparedStatement prepared) throws SQLException {
    prepared.clearParameters();
    if (unused.putIfAbsent(sql, prepared) != null) {
      prepared.close();
    }
  }

  @Override
  public void close(Connection connection, String sql, Statement statement) throws SQLException {
    if (statement instanceof PreparedStatement prepared) {
      giveBack(sql, prepared);
    } else {
      super.close(connection, sql, statement);
    }
  }

  @Override
  public void close(Connection connection) {
    for (PreparedStatement prepared : unused.values()) {
      try {
        prepared.close();
      } catch (SQLException e) {
        LOG.log(Level.FINE, "a prepared statement did not close", e);
      }
    }
    unused.clear();
  }
}

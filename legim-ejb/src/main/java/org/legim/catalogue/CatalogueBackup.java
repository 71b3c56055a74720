package org.legim.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.legim.blob.Durable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * A node's catalogue on its way into a backup and back. The launcher finds these methods by their
 * names, in a class loader with which it shares nothing but the JDK, and so do their types.
 */
public final class CatalogueBackup {

  private static final int BUSY_TIMEOUT_MS = 60_000;

  private CatalogueBackup() {}

  /**
   * Copies a catalogue, of a node that runs or not, as it stands at one moment. Readers and the
   * writer of the node go on meanwhile. The copy is on the disk and was read again when this
   * returns.
   *
   * @param catalogue the SQLite file
   * @param copy a file that does not exist
   * @param nativeFolder where SQLite's native library may be unpacked and executed
   * @return {@code schema}, the version of the tables, and {@code images}, how many there are
   * @throws CatalogueException if it cannot be read or written, or is damaged
   */
  public static Map<String, String> copy(Path catalogue, Path copy, Path nativeFolder) {
    prepare(nativeFolder);
    try {
      if (Files.exists(copy)) {
        throw new CatalogueException(copy + " exists already", false, null);
      }
      try (Connection connection = connect(catalogue);
          PreparedStatement vacuum = connection.prepareStatement("vacuum into ?")) {
        vacuum.setString(1, copy.toAbsolutePath().toString());
        vacuum.execute();
      }
      Durable.force(copy);
      Durable.forceFolder(copy.toAbsolutePath().getParent());
      return check(copy);
    } catch (SQLException | IOException e) {
      throw Database.failure("cannot copy " + catalogue + " to " + copy, e);
    }
  }

  /**
   * Makes a copy that is about to take the place of a node's catalogue fit for it. The node tells
   * all of its disk anew, under the id of a new log, as its gateway may have heard of later changes
   * in the old one; orders it gives as a gateway are in a new stream for the same reason. The rest
   * follows at its start: see {@link Holdings#isRestored}.
   *
   * @param copy a copy that this or an earlier version of Legim has made; is changed in place
   * @return as of {@link #copy}
   * @throws CatalogueException if it cannot be read or written, is damaged, or of a later version
   */
  public static Map<String, String> renew(Path copy, Path nativeFolder) {
    prepare(nativeFolder);
    try {
      check(copy);
      try (Database database = Database.open(copy, nativeFolder)) {
        database.writing().useTransaction(CatalogueBackup::renew);
      }
      makeOneFile(copy);
      Durable.force(copy);
      return check(copy);
    } catch (SQLException | IOException | RuntimeException e) {
      throw Database.failure("cannot restore " + copy, e);
    }
  }

  private static void renew(Handle database) {
    StateTable.put(database, Fact.LOG, UUID.randomUUID().toString());
    Orders.beginStream(database);
    StateTable.put(database, Fact.RESTORED, "1");
  }

  /** With what its log has, which would not be renamed with it; the node writes one again. */
  private static void makeOneFile(Path copy) throws SQLException {
    try (Connection connection = connect(copy);
        Statement statement = connection.createStatement()) {
      String mode = one(statement, "pragma journal_mode = delete");
      if (!"delete".equals(mode)) {
        throw new CatalogueException(copy + " is still in use", false, null);
      }
    }
  }

  private static void prepare(Path nativeFolder) {
    // Read once, when the driver's classes are initialised; /tmp may forbid execution.
    System.setProperty("org.sqlite.tmpdir", nativeFolder.toString());
  }

  private static Map<String, String> check(Path file) throws SQLException {
    try (Connection connection = connect(file);
        Statement statement = connection.createStatement()) {
      String integrity = one(statement, "pragma integrity_check");
      if (!"ok".equals(integrity)) {
        throw new CatalogueException(file + " is damaged: " + integrity, false, null);
      }
      return Map.of(
          "schema",
          one(
              statement,
              "select version from flyway_schema_history where success = 1"
                  + " order by installed_rank desc limit 1"),
          "images",
          one(statement, "select count(*) from image"));
    }
  }

  private static String one(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  /** Opens a file that is there; nothing is said about how it is written. */
  private static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    return source.getConnection();
  }
}

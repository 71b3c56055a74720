package org.legim.catalogue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.Closeable;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The SQLite file of a catalogue: one connection that writes, a few that read beside it.
 *
 * <p>WAL, so that readers never wait for the writer; {@code synchronous=FULL}, so that a commit is
 * on the disk when it returns (WAL with NORMAL may lose the last commits in a power cut, see <a
 * href="https://www.sqlite.org/pragma.html#pragma_synchronous">SQLite</a>).
 */
final class Database implements Closeable {

  /** The schema that this version of Legim works with: the newest migration. */
  static final String SCHEMA = "4";

  private static final int READERS = 8;
  private static final int BUSY_TIMEOUT_MS = 10_000;
  private static final int CACHE_KIB = 16 << 10;
  private static final int JOURNAL_LIMIT_BYTES = 64 << 20;

  private final HikariDataSource readers;
  private final Jdbi reading;
  private final Jdbi writing;

  private Database(DataSource source) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("legim-catalogue");
    pool.setDataSource(source);
    pool.setMaximumPoolSize(READERS);
    pool.setAutoCommit(true);
    this.readers = new HikariDataSource(pool);
    this.reading = Jdbi.create(readers);
    this.writing = Jdbi.create(source).setStatementBuilderFactory(connection -> new PreparedOnce());
  }

  /**
   * Opens the file, creating or migrating it.
   *
   * @param file the SQLite file
   * @param nativeFolder where SQLite's native library is unpacked; must allow execution
   */
  static Database open(Path file, Path nativeFolder) {
    // Read once, when the driver's classes are initialised; /tmp may forbid execution.
    System.setProperty("org.sqlite.tmpdir", nativeFolder.toString());
    try {
      SQLiteDataSource source = source(file);
      migrate(file, source);
      return new Database(source);
    } catch (RuntimeException e) {
      throw failure("cannot open " + file, e);
    }
  }

  private static SQLiteDataSource source(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    config.setCacheSize(-CACHE_KIB);
    config.setJournalSizeLimit(JOURNAL_LIMIT_BYTES);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static void migrate(Path file, DataSource source) {
    Flyway flyway =
        Flyway.configure(Database.class.getClassLoader())
            .dataSource(source)
            .locations("classpath:org/legim/catalogue/migrations")
            .load();
    flyway.migrate();
    // On Open Liberty Flyway finds no migrations, silently, where it cannot list the folder.
    var current = flyway.info().current();
    MigrationVersion found = current == null ? MigrationVersion.EMPTY : current.getVersion();
    if (!found.equals(MigrationVersion.fromVersion(SCHEMA))) {
      throw new CatalogueException(
          file + " has schema " + found + ", but this version of Legim needs " + SCHEMA,
          false,
          null);
    }
  }

  /** For queries. */
  Jdbi reading() {
    return reading;
  }

  /** For the one writer; each handle is a new connection. */
  Jdbi writing() {
    return writing;
  }

  /** What went wrong, as the catalogue's own exception. */
  static CatalogueException failure(String what, Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof CatalogueException known) {
        return known;
      }
      if (t instanceof SQLiteException e) {
        boolean full = e.getResultCode() == SQLiteErrorCode.SQLITE_FULL;
        return new CatalogueException(what + ": " + e.getMessage(), full, cause);
      }
    }
    return new CatalogueException(what + ": " + cause, false, cause);
  }

  @Override
  public void close() {
    readers.close();
    deregisterDriver();
  }

  // The driver registers itself for the whole JVM, which would keep this application's class
  // loader, and the native library with it, alive after an undeploy.
  private static void deregisterDriver() {
    for (Driver driver : Collections.list(DriverManager.getDrivers())) {
      if (driver.getClass().getClassLoader() == Database.class.getClassLoader()) {
        try {
          DriverManager.deregisterDriver(driver);
        } catch (SQLException | SecurityException e) {
          throw new IllegalStateException("cannot deregister " + driver, e);
        }
      }
    }
  }
}

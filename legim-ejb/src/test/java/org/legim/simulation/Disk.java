package org.legim.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.legim.blob.Sha256;
import org.legim.catalogue.SqliteCatalogue;
import org.legim.tree.Identity;
import org.sqlite.SQLiteDataSource;

/**
 * What of a node outlives its processes. The catalogue's file stays open over most of them, as
 * opening takes a hundred times as long as all that a process does here; whatever is committed is
 * in it, and nothing else.
 */
final class Disk {

  private final Path folder;
  private final Clock clock;
  private int files;
  private Path file;
  private SqliteCatalogue catalogue;
  private Connection reader;

  Identity identity;
  final Map<Sha256, byte[]> blobs = new HashMap<>();

  Disk(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    this.file = folder.resolve("catalogue-0.db");
  }

  /** A folder as it was at a moment. */
  record Copy(Identity identity, Path catalogue, Map<Sha256, byte[]> blobs) {}

  SqliteCatalogue catalogue() {
    if (catalogue == null) {
      catalogue = SqliteCatalogue.open(file, folder, identity.id(), identity.epoch(), clock);
    }
    return catalogue;
  }

  void close() {
    try {
      if (reader != null) {
        reader.close();
        reader = null;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    if (catalogue != null) {
      catalogue.close();
      catalogue = null;
    }
  }

  /** What a node writes about its leaving. */
  Path drainFile() {
    return folder.resolve("drain.json");
  }

  void loseCatalogue() {
    close();
    files++;
    file = folder.resolve("catalogue-" + files + ".db");
  }

  void loseAll() {
    scrap();
    identity = null;
  }

  /** All is gone but the name. */
  void scrap() {
    loseCatalogue();
    blobs.clear();
    try {
      Files.deleteIfExists(drainFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Copy copy() {
    files++;
    Path target = folder.resolve("copy-" + files + ".db");
    rows("vacuum into '" + target + "'");
    return new Copy(identity, target, Map.copyOf(blobs));
  }

  void restore(Copy copy) {
    loseCatalogue();
    try {
      Files.copy(copy.catalogue(), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    identity = copy.identity();
    blobs.clear();
    blobs.putAll(copy.blobs());
  }

  /** Looks into the catalogue's file past the catalogue. */
  List<List<String>> rows(String sql) {
    if (identity == null) {
      return List.of();
    }
    catalogue();
    try {
      if (reader == null) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        reader = source.getConnection();
      }
      try (Statement statement = reader.createStatement()) {
        return statement.execute(sql) ? read(statement.getResultSet()) : List.of();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static List<List<String>> read(ResultSet result) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    int columns = result.getMetaData().getColumnCount();
    while (result.next()) {
      List<String> row = new ArrayList<>(columns);
      for (int i = 1; i <= columns; i++) {
        row.add(result.getString(i));
      }
      rows.add(row);
    }
    return rows;
  }
}

package org.legim.catalogue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteDataSource;

/** Looks into a catalogue's file past the catalogue, as an operator with a SQLite shell would. */
final class CatalogueFile {

  private CatalogueFile() {}

  /** The rows, their columns joined by blanks. */
  static List<String> rows(Path folder, String sql) {
    return rows(folder, "catalogue", sql);
  }

  /** The same, in the file of one of several catalogues. */
  static List<String> rows(Path folder, String name, String sql) {
    try (Connection connection = connect(folder, name);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(String.join(" ", row));
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  static void execute(Path folder, String sql) {
    execute(folder, "catalogue", sql);
  }

  /** The same, in the file of one of several catalogues. */
  static void execute(Path folder, String name, String sql) {
    try (Connection connection = connect(folder, name);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private static Connection connect(Path folder, String name) throws SQLException {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + folder.resolve(name + ".db").toUri());
    return source.getConnection();
  }
}

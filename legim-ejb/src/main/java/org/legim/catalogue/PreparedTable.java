package org.legim.catalogue;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.legim.blob.Sha256;

/** The table of writes that were prepared, and neither committed nor aborted. */
final class PreparedTable {

  private PreparedTable() {}

  /** A row: at most one of an id. */
  record Row(String id, Revision revision, Sha256 sha256) {

    static Row of(ImageRecord image) {
      return new Row(image.id(), image.revision(), image.sha256());
    }
  }

  static Optional<Row> find(Handle database, String id) {
    return Sql.find(
        database,
        row ->
            new Row(
                row.getString(1),
                new Revision(row.getLong(2), row.getLong(3)),
                new Sha256(row.getString(4))),
        "select id, epoch, counter, sha256 from prepared_write where id = :id",
        id);
  }

  static void insert(Handle database, Row write) {
    Sql.update(
        database,
        "insert into prepared_write (id, epoch, counter, sha256)"
            + " values (:id, :epoch, :counter, :sha256)",
        write.id(),
        write.revision().epoch(),
        write.revision().counter(),
        write.sha256().hex());
  }

  static void remove(Handle database, String id) {
    Sql.update(database, "delete from prepared_write where id = :id", id);
  }

  static void removeAll(Handle database) {
    database.createUpdate("delete from prepared_write").execute();
  }
}

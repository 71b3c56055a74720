package org.legim.catalogue;

import org.jdbi.v3.core.Handle;

/** The one row that gives revisions. */
final class RevisionTable {

  private RevisionTable() {}

  /** Gives the row its first content, or raises its epoch; a lower epoch changes nothing. */
  static void begin(Handle database, long epoch) {
    database
        .createUpdate(
            "insert into revision (epoch, counter)"
                + " select :epoch, 0 where not exists (select 1 from revision)")
        .bind("epoch", epoch)
        .execute();
    database
        .createUpdate("update revision set epoch = :epoch where epoch < :epoch")
        .bind("epoch", epoch)
        .execute();
  }

  static Revision next(Handle database) {
    return database
        .createQuery("update revision set counter = counter + 1 returning epoch, counter")
        .map((row, context) -> new Revision(row.getLong(1), row.getLong(2)))
        .one();
  }
}

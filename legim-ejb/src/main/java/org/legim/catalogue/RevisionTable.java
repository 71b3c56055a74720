package org.legim.catalogue;

import org.jdbi.v3.core.Handle;

/** The one row with the highest revision that was given or heard of. */
final class RevisionTable {

  private RevisionTable() {}

  /** Gives the row its first content. */
  static void begin(Handle database, long epoch) {
    database
        .createUpdate(
            "insert into revision (epoch, counter)"
                + " select :epoch, 0 where not exists (select 1 from revision)")
        .bind("epoch", epoch)
        .execute();
  }

  /** The highest revision that was given or heard of. */
  static Revision highest(Handle database) {
    return database
        .createQuery("select epoch, counter from revision")
        .map((row, context) -> new Revision(row.getLong(1), row.getLong(2)))
        .one();
  }

  /** Raises the epoch; a lower one changes nothing. */
  static void beginEpoch(Handle database, long epoch) {
    database
        .createUpdate("update revision set epoch = :epoch where epoch < :epoch")
        .bind("epoch", epoch)
        .execute();
  }

  /** Gives a revision, of this epoch at least. */
  static Revision next(Handle database, long epoch) {
    return Sql.find(
            database,
            row -> new Revision(row.getLong(1), row.getLong(2)),
            "update revision set counter = counter + 1,"
                + " epoch = case when epoch < :epoch then :epoch else epoch end"
                + " returning epoch, counter",
            epoch)
        .orElseThrow();
  }

  /** Hears of a revision: none as low is given from now on. */
  static void raise(Handle database, Revision heard) {
    Sql.update(
        database,
        "update revision set epoch = :epoch, counter = :counter"
            + " where epoch < :epoch or epoch = :epoch and counter < :counter",
        heard.epoch(),
        heard.counter());
  }

  /** Sets the row back to the highest revision that any record has. Walks through all records. */
  static void recount(Handle database) {
    database.createUpdate("update revision set epoch = 0, counter = 0").execute();
    database
        .createQuery("select epoch, counter from image order by epoch desc, counter desc limit 1")
        .map((row, context) -> new Revision(row.getLong(1), row.getLong(2)))
        .findOne()
        .ifPresent(highest -> raise(database, highest));
  }
}

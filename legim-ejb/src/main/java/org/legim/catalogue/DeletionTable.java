package org.legim.catalogue;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.legim.link.DeletionEntry;

/** The table of what no longer exists. */
final class DeletionTable {

  private DeletionTable() {}

  static Optional<DeletionEntry> find(Handle database, String id) {
    return Sql.find(
        database,
        row -> new DeletionEntry(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)),
        "select id, epoch, counter, deleted from deletion where id = :id",
        id);
  }

  /** The deletions of a part of the log. */
  static List<DeletionEntry> changed(Handle database, long after, long upTo) {
    return database
        .createQuery(
            "select id, epoch, counter, deleted from deletion"
                + " where seq > :after and seq <= :upTo order by seq")
        .bind("after", after)
        .bind("upTo", upTo)
        .map(
            (row, context) ->
                new DeletionEntry(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)))
        .list();
  }

  /** The deletions of higher revisions. Walks through all. */
  static List<DeletionEntry> newerThan(Handle database, Revision revision) {
    return database
        .createQuery(
            "select id, epoch, counter, deleted from deletion"
                + " where epoch > :epoch or epoch = :epoch and counter > :counter")
        .bind("epoch", revision.epoch())
        .bind("counter", revision.counter())
        .map(
            (row, context) ->
                new DeletionEntry(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)))
        .list();
  }

  static void put(Handle database, DeletionEntry deletion, long seq) {
    Sql.update(
        database,
        "insert into deletion (id, epoch, counter, deleted, seq)"
            + " values (:id, :epoch, :counter, :deleted, :seq)"
            + " on conflict (id) do update set epoch = excluded.epoch,"
            + " counter = excluded.counter, deleted = excluded.deleted, seq = excluded.seq",
        deletion.id(),
        deletion.epoch(),
        deletion.counter(),
        deletion.deleted(),
        seq);
  }

  static void remove(Handle database, String id) {
    Sql.update(database, "delete from deletion where id = :id", id);
  }

  static void removeAll(Handle database) {
    database.createUpdate("delete from deletion").execute();
  }
}

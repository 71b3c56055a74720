package org.legim.catalogue;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of how far each node's reports have come. */
final class ReportedTable {

  private ReportedTable() {}

  /**
   * How far a node's reports have come.
   *
   * @param tree the tree that the node's revisions were of
   * @param log the log of the node
   * @param acked up to which number all its changes are known
   */
  record Cursor(String tree, String log, long acked) {}

  static Optional<Cursor> find(Handle database, String node) {
    return database
        .createQuery("select tree, log, acked from reported where node = :node")
        .bind("node", node)
        .map((row, context) -> new Cursor(row.getString(1), row.getString(2), row.getLong(3)))
        .findOne();
  }

  static void put(Handle database, String node, Cursor cursor) {
    database
        .createUpdate(
            "insert into reported (node, tree, log, acked) values (:node, :tree, :log, :acked)"
                + " on conflict (node) do update set tree = excluded.tree, log = excluded.log,"
                + " acked = excluded.acked")
        .bind("node", node)
        .bind("tree", cursor.tree())
        .bind("log", cursor.log())
        .bind("acked", cursor.acked())
        .execute();
  }

  static void remove(Handle database, String node) {
    database.createUpdate("delete from reported where node = :node").bind("node", node).execute();
  }

  static void removeAll(Handle database) {
    database.createUpdate("delete from reported").execute();
  }
}

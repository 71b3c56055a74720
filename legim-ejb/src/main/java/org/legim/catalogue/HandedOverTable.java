package org.legim.catalogue;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.legim.blob.Sha256;
import org.legim.link.BlobEntry;

/** The tables of what was handed over in which drain: blob by blob, and how much of each node. */
final class HandedOverTable {

  private HandedOverTable() {}

  /** Returns whether that is news: a node may get a blob back and hand it over again. */
  static boolean add(Handle database, String drain, String node, Sha256 blob, long bytes) {
    int added =
        Sql.update(
            database,
            "insert into handed_over (drain, sha256, node, bytes)"
                + " values (:drain, :sha256, :node, :bytes) on conflict do nothing",
            drain,
            blob.hex(),
            node,
            bytes);
    return added == 1;
  }

  static void addToTally(Handle database, String drain, String node, long blobs, long bytes) {
    database
        .createUpdate(
            "insert into drain_tally (drain, node, blobs, bytes)"
                + " values (:drain, :node, :blobs, :bytes) on conflict (drain, node) do update set"
                + " blobs = drain_tally.blobs + excluded.blobs,"
                + " bytes = drain_tally.bytes + excluded.bytes")
        .bind("drain", drain)
        .bind("node", node)
        .bind("blobs", blobs)
        .bind("bytes", bytes)
        .execute();
  }

  static Tally tally(Handle database, String drain, String node) {
    return database
        .createQuery("select blobs, bytes from drain_tally where drain = :drain and node = :node")
        .bind("drain", drain)
        .bind("node", node)
        .map((row, context) -> new Tally(row.getLong(1), row.getLong(1), row.getLong(2)))
        .findOne()
        .orElse(Tally.NONE);
  }

  /** The blobs of a drain, each once, in the order of their hashes. */
  static List<BlobEntry> list(Handle database, String drain, String after, int limit) {
    return database
        .createQuery(
            "select sha256, max(bytes) from handed_over where drain = :drain and sha256 > :after"
                + " group by sha256 order by sha256 limit :limit")
        .bind("drain", drain)
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> new BlobEntry(row.getString(1), row.getLong(2)))
        .list();
  }

  /** Forgets about so many of the rows of a drain; returns how many, 0 if none is left. */
  static int removeSome(Handle database, String drain, int limit) {
    return database
        .createUpdate(
            "delete from handed_over where drain = :drain and sha256 in (select sha256"
                + " from handed_over where drain = :drain order by sha256 limit :limit)")
        .bind("drain", drain)
        .bind("limit", limit)
        .execute();
  }

  static void removeTally(Handle database, String drain) {
    database
        .createUpdate("delete from drain_tally where drain = :drain")
        .bind("drain", drain)
        .execute();
  }

  static void removeAll(Handle database) {
    database.createUpdate("delete from handed_over").execute();
    database.createUpdate("delete from drain_tally").execute();
  }
}

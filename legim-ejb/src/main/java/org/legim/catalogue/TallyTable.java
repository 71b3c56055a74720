package org.legim.catalogue;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of how much each node holds. */
final class TallyTable {

  private TallyTable() {}

  static Optional<Tally> find(Handle database, String node) {
    return Sql.find(
        database,
        row -> new Tally(row.getLong(1), row.getLong(2), row.getLong(3)),
        "select images, blobs, bytes from tally where node = :node",
        node);
  }

  /** The digest of all that a node holds; 0 if that is nothing. */
  static long digest(Handle database, String node) {
    return database
        .createQuery("select digest from tally where node = :node")
        .bind("node", node)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  /** Adds to what a node holds, and combines its digest with another by exclusive or. */
  static void add(Handle database, String node, Tally more, long digest) {
    // There is no operator for it that all databases know: a ^ b is (a | b) - (a & b).
    Sql.update(
        database,
        "insert into tally (node, images, blobs, bytes, digest)"
            + " values (:node, :images, :blobs, :bytes, :digest)"
            + " on conflict (node) do update set images = tally.images + excluded.images,"
            + " blobs = tally.blobs + excluded.blobs, bytes = tally.bytes + excluded.bytes,"
            + " digest = (tally.digest | excluded.digest) - (tally.digest & excluded.digest)",
        node,
        more.images(),
        more.blobs(),
        more.bytes(),
        digest);
  }

  static void put(Handle database, String node, Tally tally, long digest) {
    database
        .createUpdate(
            "insert into tally (node, images, blobs, bytes, digest)"
                + " values (:node, :images, :blobs, :bytes, :digest)"
                + " on conflict (node) do update set images = excluded.images,"
                + " blobs = excluded.blobs, bytes = excluded.bytes, digest = excluded.digest")
        .bind("node", node)
        .bind("images", tally.images())
        .bind("blobs", tally.blobs())
        .bind("bytes", tally.bytes())
        .bind("digest", digest)
        .execute();
  }

  static void remove(Handle database, String node) {
    database.createUpdate("delete from tally where node = :node").bind("node", node).execute();
  }

  static void removeAllBut(Handle database, String node) {
    database.createUpdate("delete from tally where node <> :node").bind("node", node).execute();
  }
}

package org.legim.catalogue;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.legim.blob.Sha256;

/** The tables of who holds which blob, and of how much each node holds. */
final class HoldingTables {

  private HoldingTables() {}

  static List<String> holders(Handle database, Sha256 hash) {
    return database
        .createQuery("select node from holder where sha256 = :sha256 order by node")
        .bind("sha256", hash.hex())
        .mapTo(String.class)
        .list();
  }

  /** A node holds a blob from now on; returns whether that is news. */
  static boolean addHolder(Handle database, Sha256 hash, String node) {
    int added =
        database
            .createUpdate(
                "insert into holder (sha256, node) values (:sha256, :node) on conflict do nothing")
            .bind("sha256", hash.hex())
            .bind("node", node)
            .execute();
    return added == 1;
  }

  static void removeHolders(Handle database, Sha256 hash) {
    database
        .createUpdate("delete from holder where sha256 = :sha256")
        .bind("sha256", hash.hex())
        .execute();
  }

  static Optional<Tally> tally(Handle database, String node) {
    return database
        .createQuery("select images, blobs, bytes from tally where node = :node")
        .bind("node", node)
        .map((row, context) -> new Tally(row.getLong(1), row.getLong(2), row.getLong(3)))
        .findOne();
  }

  static void addToTally(Handle database, String node, long images, long blobs, long bytes) {
    database
        .createUpdate(
            "insert into tally (node, images, blobs, bytes) values (:node, :images, :blobs, :bytes)"
                + " on conflict (node) do update set images = tally.images + excluded.images,"
                + " blobs = tally.blobs + excluded.blobs, bytes = tally.bytes + excluded.bytes")
        .bind("node", node)
        .bind("images", images)
        .bind("blobs", blobs)
        .bind("bytes", bytes)
        .execute();
  }
}

package org.legim.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.legim.blob.Sha256;
import org.legim.link.BlobEntry;

/** The table of who holds which blob. */
final class HolderTable {

  /** Greater than every hexadecimal digit. */
  private static final char AFTER_ANY = '\u007f';

  private HolderTable() {}

  /** A row: a blob at a node. */
  record Held(Sha256 blob, String node) {}

  static List<String> holders(Handle database, Sha256 blob) {
    return Sql.list(
        database,
        row -> row.getString(1),
        "select node from holder where sha256 = :sha256 order by node",
        blob.hex());
  }

  static boolean holds(Handle database, String node, Sha256 blob) {
    return Sql.exists(
        database, "select 1 from holder where sha256 = :sha256 and node = :node", blob.hex(), node);
  }

  static boolean holdsAny(Handle database, String node) {
    return database
        .createQuery("select 1 from holder where node = :node limit 1")
        .bind("node", node)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** The blobs that a node holds and whose hashes begin with these digits. */
  static Set<Sha256> held(Handle database, String node, String digits) {
    return database
        .createQuery(
            "select sha256 from holder where node = :node and sha256 >= :from and sha256 < :end")
        .bind("node", node)
        .bind("from", digits)
        .bind("end", digits + AFTER_ANY)
        .map((row, context) -> new Sha256(row.getString(1)))
        .set();
  }

  /** Those with their lengths, in the order of their hashes. */
  static List<BlobEntry> listed(Handle database, String node, String digits) {
    return database
        .createQuery(
            "select sha256, bytes from holder where node = :node and sha256 >= :from"
                + " and sha256 < :end order by sha256")
        .bind("node", node)
        .bind("from", digits)
        .bind("end", digits + AFTER_ANY)
        .map((row, context) -> new BlobEntry(row.getString(1), row.getLong(2)))
        .list();
  }

  /** The blobs of a part of the log. */
  static List<BlobEntry> changed(Handle database, long after, long upTo) {
    return database
        .createQuery(
            "select sha256, bytes from holder where seq > :after and seq <= :upTo order by seq")
        .bind("after", after)
        .bind("upTo", upTo)
        .map((row, context) -> new BlobEntry(row.getString(1), row.getLong(2)))
        .list();
  }

  /** The blobs that begin with these digits and that no image needs. */
  static List<Held> unneeded(Handle database, String digits) {
    return database
        .createQuery(
            "select sha256, node from holder where sha256 >= :from and sha256 < :end and not exists"
                + " (select 1 from image where image.sha256 = holder.sha256)")
        .bind("from", digits)
        .bind("end", digits + AFTER_ANY)
        .map((row, context) -> new Held(new Sha256(row.getString(1)), row.getString(2)))
        .list();
  }

  /**
   * A node holds a blob from now on; returns whether that is news.
   *
   * @param seq the number in the log, for this node itself
   */
  static boolean add(Handle database, Sha256 blob, String node, long bytes, Optional<Long> seq) {
    int added =
        Sql.update(
            database,
            "insert into holder (sha256, node, bytes, seq)"
                + " values (:sha256, :node, :bytes, :seq) on conflict do nothing",
            blob.hex(),
            node,
            bytes,
            seq.orElse(null));
    return added == 1;
  }

  static void log(Handle database, Sha256 blob, String node, long seq) {
    Sql.update(
        database,
        "update holder set seq = :seq where sha256 = :sha256 and node = :node",
        seq,
        blob.hex(),
        node);
  }

  /** A node no longer holds a blob; returns how long the blob is, if the node held it. */
  static OptionalLong remove(Handle database, Sha256 blob, String node) {
    return Sql.find(
            database,
            row -> row.getLong(1),
            "delete from holder where sha256 = :sha256 and node = :node returning bytes",
            blob.hex(),
            node)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  static long removeAllOf(Handle database, String node) {
    return database
        .createUpdate("delete from holder where node = :node")
        .bind("node", node)
        .execute();
  }

  static void removeAllBut(Handle database, String node) {
    database.createUpdate("delete from holder where node <> :node").bind("node", node).execute();
  }

  /** Every node that holds anything. */
  static List<String> nodes(Handle database) {
    return database
        .createQuery("select distinct node from holder order by node")
        .mapTo(String.class)
        .list();
  }
}

package org.legim.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.legim.blob.Sha256;
import org.legim.image.ImageSize;

/** The table of what exists. */
final class ImageTable {

  /** Less than every character of an id. */
  private static final char BEFORE_ANY = '\u0001';

  /** Greater than every character of an id. */
  private static final char AFTER_ANY = '\u007f';

  private static final RowMapper<ImageRecord> RECORD = (row, context) -> record(row);

  private ImageTable() {}

  static Optional<ImageRecord> find(Handle database, String id) {
    return Sql.find(database, ImageTable::record, "select * from image where id = :id", id);
  }

  static List<ImageRecord> list(Handle database, Listing listing, int limit) {
    String bytes = listing.sha256().isPresent() ? " and sha256 = :sha256" : "";
    // One lower bound: of two, the database would walk the index from the one it fancies.
    boolean begun = listing.after().compareTo(listing.prefix()) >= 0;
    Query query =
        database
            .createQuery(
                "select * from image where id >= :from and id < :end"
                    + bytes
                    + " order by id limit :limit")
            .bind("from", begun ? listing.after() + BEFORE_ANY : listing.prefix())
            .bind("end", listing.prefix() + AFTER_ANY)
            .bind("limit", limit);
    listing.sha256().ifPresent(hash -> query.bind("sha256", hash.hex()));
    return query.map(RECORD).list();
  }

  /** All records of a blob. */
  static List<ImageRecord> of(Handle database, Sha256 blob) {
    return Sql.list(
        database,
        ImageTable::record,
        "select * from image where sha256 = :sha256 order by id",
        blob.hex());
  }

  /** The records of higher revisions. Walks through all. */
  static List<ImageRecord> newerThan(Handle database, Revision revision) {
    return database
        .createQuery(
            "select * from image"
                + " where epoch > :epoch or epoch = :epoch and counter > :counter")
        .bind("epoch", revision.epoch())
        .bind("counter", revision.counter())
        .map(RECORD)
        .list();
  }

  /** The first record of a blob. */
  static Optional<ImageRecord> anyOf(Handle database, Sha256 blob) {
    return Sql.find(
        database,
        ImageTable::record,
        "select * from image where sha256 = :sha256 order by id limit 1",
        blob.hex());
  }

  static boolean needs(Handle database, Sha256 blob) {
    return Sql.exists(database, "select 1 from image where sha256 = :sha256 limit 1", blob.hex());
  }

  /** One record of each blob that a node holds, in the order of the blobs. */
  static List<ImageRecord> heldBy(Handle database, String node, String after, int limit) {
    return database
        .createQuery(
            "select image.* from holder join image on image.id ="
                + " (select min(id) from image where sha256 = holder.sha256)"
                + " where holder.node = :node and holder.sha256 > :after"
                + " order by holder.sha256 limit :limit")
        .bind("node", node)
        .bind("after", after)
        .bind("limit", limit)
        .map(RECORD)
        .list();
  }

  /** The records of blobs that a node holds and whose hashes begin with these digits. */
  static List<ImageRecord> held(Handle database, String node, String digits) {
    return database
        .createQuery(
            "select image.* from holder join image on image.sha256 = holder.sha256"
                + " where holder.node = :node and holder.sha256 >= :from and holder.sha256 < :end"
                + " order by holder.sha256")
        .bind("node", node)
        .bind("from", digits)
        .bind("end", digits + AFTER_ANY)
        .map(RECORD)
        .list();
  }

  /**
   * The records of a part of the log: those that changed in it, and all of the blobs that changed
   * in it, so that a blob never goes without its records.
   */
  static List<ImageRecord> changed(Handle database, String node, long after, long upTo) {
    return database
        .createQuery(
            "select image.* from image where seq > :after and seq <= :upTo"
                + " and exists (select 1 from holder where holder.sha256 = image.sha256"
                + " and holder.node = :node)"
                + " union select image.* from holder join image on image.sha256 = holder.sha256"
                + " where holder.seq > :after and holder.seq <= :upTo")
        .bind("node", node)
        .bind("after", after)
        .bind("upTo", upTo)
        .map(RECORD)
        .list();
  }

  static void put(Handle database, ImageRecord image, Optional<Long> seq) {
    Sql.update(
        database,
        "insert into image (id, epoch, counter, name, type, bytes, width, height, sha256,"
            + " created, modified, replicas, seq) values (:id, :epoch, :counter, :name,"
            + " :type, :bytes, :width, :height, :sha256, :created, :modified, :replicas,"
            + " :seq)"
            + " on conflict (id) do update set epoch = excluded.epoch,"
            + " counter = excluded.counter, name = excluded.name, type = excluded.type,"
            + " bytes = excluded.bytes, width = excluded.width, height = excluded.height,"
            + " sha256 = excluded.sha256, created = excluded.created,"
            + " modified = excluded.modified, replicas = excluded.replicas,"
            + " seq = excluded.seq",
        image.id(),
        image.revision().epoch(),
        image.revision().counter(),
        image.name(),
        image.type(),
        image.bytes(),
        image.size().map(ImageSize::width).orElse(null),
        image.size().map(ImageSize::height).orElse(null),
        image.sha256().hex(),
        image.created().toEpochMilli(),
        image.modified().toEpochMilli(),
        image.entry().replicas(),
        seq.orElse(null));
  }

  static void remove(Handle database, String id) {
    Sql.update(database, "delete from image where id = :id", id);
  }

  /** Removes the records of blobs that a node does not hold. */
  static void removeAllNotHeldBy(Handle database, String node) {
    database
        .createUpdate(
            "delete from image where not exists (select 1 from holder"
                + " where holder.sha256 = image.sha256 and holder.node = :node)")
        .bind("node", node)
        .execute();
  }

  /** The record in a row that has all columns of this table. */
  static ImageRecord record(ResultSet row) throws SQLException {
    int width = row.getInt("width");
    Optional<ImageSize> size =
        row.wasNull() ? Optional.empty() : Optional.of(new ImageSize(width, row.getInt("height")));
    int number = row.getInt("replicas");
    OptionalInt replicas = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
    return new ImageRecord(
        row.getString("id"),
        new Revision(row.getLong("epoch"), row.getLong("counter")),
        row.getString("name"),
        row.getString("type"),
        row.getLong("bytes"),
        size,
        new Sha256(row.getString("sha256")),
        Instant.ofEpochMilli(row.getLong("created")),
        Instant.ofEpochMilli(row.getLong("modified")),
        replicas);
  }
}

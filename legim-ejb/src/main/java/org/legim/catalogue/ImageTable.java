package org.legim.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.legim.blob.Sha256;
import org.legim.image.ImageSize;

/** The tables of what exists and of what no longer does. */
final class ImageTable {

  /** Less than every character of an id. */
  private static final char BEFORE_ANY = '\u0001';

  /** Greater than every character of an id. */
  private static final char AFTER_ANY = '\u007f';

  private static final RowMapper<ImageRecord> RECORD = (row, context) -> record(row);

  private ImageTable() {}

  static Optional<ImageRecord> find(Handle database, String id) {
    return database
        .createQuery("select * from image where id = :id")
        .bind("id", id)
        .map(RECORD)
        .findOne();
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

  static boolean needs(Handle database, Sha256 hash) {
    return database
        .createQuery("select 1 from image where sha256 = :sha256 limit 1")
        .bind("sha256", hash.hex())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  static Set<Sha256> needed(Handle database, String digits) {
    return database
        .createQuery("select distinct sha256 from image where sha256 >= :from and sha256 < :end")
        .bind("from", digits)
        .bind("end", digits + AFTER_ANY)
        .map((row, context) -> new Sha256(row.getString(1)))
        .set();
  }

  static void insert(Handle database, ImageRecord image) {
    bind(
            database.createUpdate(
                "insert into image (id, epoch, counter, name, type, bytes, width, height, sha256,"
                    + " created, modified) values (:id, :epoch, :counter, :name, :type, :bytes,"
                    + " :width, :height, :sha256, :created, :modified)"),
            image)
        .execute();
    database.createUpdate("delete from deletion where id = :id").bind("id", image.id()).execute();
  }

  static void update(Handle database, ImageRecord image) {
    bind(
            database.createUpdate(
                "update image set epoch = :epoch, counter = :counter, name = :name, type = :type,"
                    + " bytes = :bytes, width = :width, height = :height, sha256 = :sha256,"
                    + " created = :created, modified = :modified where id = :id"),
            image)
        .execute();
  }

  static void delete(Handle database, String id, Revision revision, Instant now) {
    database.createUpdate("delete from image where id = :id").bind("id", id).execute();
    database
        .createUpdate(
            "insert into deletion (id, epoch, counter, deleted)"
                + " values (:id, :epoch, :counter, :deleted)")
        .bind("id", id)
        .bind("epoch", revision.epoch())
        .bind("counter", revision.counter())
        .bind("deleted", now.toEpochMilli())
        .execute();
  }

  private static Update bind(Update statement, ImageRecord image) {
    return statement
        .bind("id", image.id())
        .bind("epoch", image.revision().epoch())
        .bind("counter", image.revision().counter())
        .bind("name", image.name())
        .bind("type", image.type())
        .bind("bytes", image.bytes())
        .bind("width", image.size().map(ImageSize::width).orElse(null))
        .bind("height", image.size().map(ImageSize::height).orElse(null))
        .bind("sha256", image.sha256().hex())
        .bind("created", image.created().toEpochMilli())
        .bind("modified", image.modified().toEpochMilli());
  }

  private static ImageRecord record(ResultSet row) throws SQLException {
    int width = row.getInt("width");
    Optional<ImageSize> size =
        row.wasNull() ? Optional.empty() : Optional.of(new ImageSize(width, row.getInt("height")));
    return new ImageRecord(
        row.getString("id"),
        new Revision(row.getLong("epoch"), row.getLong("counter")),
        row.getString("name"),
        row.getString("type"),
        row.getLong("bytes"),
        size,
        new Sha256(row.getString("sha256")),
        Instant.ofEpochMilli(row.getLong("created")),
        Instant.ofEpochMilli(row.getLong("modified")));
  }
}

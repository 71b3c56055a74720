package org.legim.catalogue;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.legim.blob.Sha256;

/** The table of what upload keys have made. */
final class UploadKeyTable {

  private UploadKeyTable() {}

  /** What a key has made: an image, from these bytes. */
  record Made(String image, Sha256 sha256) {}

  static Optional<Made> find(Handle database, UploadKey key) {
    return database
        .createQuery(
            "select image, sha256 from upload_key where upload_key = :key and part = :part")
        .bind("key", key.key())
        .bind("part", key.part())
        .map((row, context) -> new Made(row.getString(1), new Sha256(row.getString(2))))
        .findOne();
  }

  static void insert(Handle database, UploadKey key, Made made, Instant now) {
    database
        .createUpdate(
            "insert into upload_key (upload_key, part, image, sha256, created)"
                + " values (:key, :part, :image, :sha256, :created)")
        .bind("key", key.key())
        .bind("part", key.part())
        .bind("image", made.image())
        .bind("sha256", made.sha256().hex())
        .bind("created", now.toEpochMilli())
        .execute();
  }

  static int deleteOlder(Handle database, Instant than) {
    return database
        .createUpdate("delete from upload_key where created < :than")
        .bind("than", than.toEpochMilli())
        .execute();
  }
}

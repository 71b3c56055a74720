package org.legim.catalogue;

import java.time.Instant;
import java.util.Optional;
import org.legim.image.Refusal;
import org.legim.image.RefusedException;
import org.legim.image.WriteCondition;

/** How an image whose blob is on this node's own disk gets its record, within one transaction. */
final class Storing {

  private final Inventory inventory;
  private final boolean dropping;
  private final Instant now;

  /**
   * @param dropping whether blobs that no image needs are dropped
   * @param now as precise as the database keeps it, so that a record equals the one read later
   */
  Storing(Inventory inventory, boolean dropping, Instant now) {
    this.inventory = inventory;
    this.dropping = dropping;
    this.now = now;
  }

  /**
   * What a request gets that was made before.
   *
   * @throws RefusedException if the key was used for other bytes, or its image is gone
   */
  Optional<Stored> repeated(UploadKey key, NewImage image) throws RefusedException {
    Optional<UploadKeyTable.Made> made = UploadKeyTable.find(inventory.database(), key);
    if (made.isEmpty()) {
      return Optional.empty();
    }
    if (!made.get().sha256().equals(image.sha256())) {
      throw new RefusedException(
          Refusal.KEY_REUSED,
          "The Idempotency-Key \""
              + key.key()
              + "\" was used for other bytes; use a new key for a new upload.");
    }
    ImageRecord present =
        inventory
            .image(made.get().image())
            .filter(record -> record.sha256().equals(image.sha256()))
            .orElseThrow(
                () ->
                    new RefusedException(
                        Refusal.KEY_OUTLIVED,
                        "The upload with Idempotency-Key \""
                            + key.key()
                            + "\" made the image "
                            + made.get().image()
                            + ", which has been deleted or replaced since; use a new key to store"
                            + " it again."));
    return Optional.of(new Stored(present, true, Optional.empty()));
  }

  static void check(WriteCondition condition, String id, Optional<ImageRecord> present)
      throws RefusedException {
    Optional<String> tag = present.map(record -> record.sha256().hex());
    if (!condition.holds(tag)) {
      throw new RefusedException(
          Refusal.CONDITION_FAILED,
          tag.map(hash -> "The image " + id + " exists, with the ETag \"" + hash + "\".")
              .orElse("There is no image " + id + "."));
    }
  }

  /** The record of an image, at the next revision. */
  ImageRecord next(String id, Optional<ImageRecord> present, NewImage image) {
    return new ImageRecord(
        id,
        inventory.nextRevision(),
        image.name(),
        image.type(),
        image.bytes(),
        image.size(),
        image.sha256(),
        present.map(ImageRecord::created).orElse(now),
        now,
        image.replicas());
  }

  Stored put(ImageRecord record, Optional<ImageRecord> present) {
    Books books = new Books(inventory, dropping);
    inventory.hold(inventory.self(), record.sha256(), record.bytes());
    books.put(record, present, "");
    return new Stored(record, present.isEmpty(), books.unneeded().stream().findAny());
  }

  /** The key has made this image. */
  void bind(UploadKey key, ImageRecord image) {
    var made = new UploadKeyTable.Made(image.id(), image.sha256());
    UploadKeyTable.insert(inventory.database(), key, made, now);
  }
}

package org.legim.catalogue;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.legim.blob.Sha256;
import org.legim.image.ImageSize;
import org.legim.link.ImageEntry;

/**
 * What exists under an id: facts about an image, and the blob that is its bytes.
 *
 * @param id the image's id
 * @param revision how new this record is
 * @param name the file name that the client gave, or an empty text
 * @param type the media type, as judged by the bytes
 * @param bytes the length of the image
 * @param size width and height; empty for an SVG that has none
 * @param sha256 the name of the blob
 * @param created when the id was first stored
 * @param modified when its present bytes were stored
 * @param replicas on how many nodes it asks to be kept; empty leaves it to the system
 */
public record ImageRecord(
    String id,
    Revision revision,
    String name,
    String type,
    long bytes,
    Optional<ImageSize> size,
    Sha256 sha256,
    Instant created,
    Instant modified,
    OptionalInt replicas) {

  /** An image that leaves it to the system on how many nodes it is kept. */
  public ImageRecord(
      String id,
      Revision revision,
      String name,
      String type,
      long bytes,
      Optional<ImageSize> size,
      Sha256 sha256,
      Instant created,
      Instant modified) {
    this(id, revision, name, type, bytes, size, sha256, created, modified, OptionalInt.empty());
  }

  /**
   * The record that another node told of.
   *
   * @throws IllegalArgumentException if the entry's hash or size cannot be one
   */
  public static ImageRecord of(ImageEntry entry) {
    return new ImageRecord(
        entry.id(),
        new Revision(entry.epoch(), entry.counter()),
        entry.name(),
        entry.type(),
        entry.bytes(),
        entry.width() == null || entry.height() == null
            ? Optional.empty()
            : Optional.of(new ImageSize(entry.width(), entry.height())),
        new Sha256(entry.sha256()),
        Instant.ofEpochMilli(entry.created()),
        Instant.ofEpochMilli(entry.modified()),
        entry.replicas() == null ? OptionalInt.empty() : OptionalInt.of(entry.replicas()));
  }

  /** This record as nodes tell each other. */
  public ImageEntry entry() {
    return new ImageEntry(
        id,
        revision.epoch(),
        revision.counter(),
        name,
        type,
        bytes,
        size.map(ImageSize::width).orElse(null),
        size.map(ImageSize::height).orElse(null),
        sha256.hex(),
        created.toEpochMilli(),
        modified.toEpochMilli(),
        replicas.isPresent() ? replicas.getAsInt() : null);
  }

  /** The same image under another id, or at another revision. */
  ImageRecord as(String otherId, Revision otherRevision) {
    return new ImageRecord(
        otherId, otherRevision, name, type, bytes, size, sha256, created, modified, replicas);
  }

  /**
   * This record as a node of an older version tells it, which knows nothing of {@code replicas}.
   */
  ImageRecord withoutReplicas() {
    return new ImageRecord(id, revision, name, type, bytes, size, sha256, created, modified);
  }
}

package org.legim.catalogue;

import java.util.Optional;
import java.util.OptionalInt;
import org.legim.blob.Sha256;
import org.legim.image.ImageSize;

/**
 * What is known of an image before it has a record.
 *
 * @param name the file name that the client gave, or an empty text
 * @param type the media type, as judged by the bytes
 * @param bytes the length of the image
 * @param size width and height; empty for an SVG that has none
 * @param sha256 the name of its blob
 * @param replicas on how many nodes it asks to be kept; empty leaves it to the system
 */
public record NewImage(
    String name,
    String type,
    long bytes,
    Optional<ImageSize> size,
    Sha256 sha256,
    OptionalInt replicas) {

  /** An image that leaves it to the system on how many nodes it is kept. */
  public NewImage(String name, String type, long bytes, Optional<ImageSize> size, Sha256 sha256) {
    this(name, type, bytes, size, sha256, OptionalInt.empty());
  }
}

package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;
import java.util.List;

/**
 * Everything that a node holds whose hash begins with the same digits.
 *
 * @param prefix {@link Report#PREFIX_DIGITS} hexadecimal digits
 * @param blobs the blobs that it holds
 * @param images the records that it has of them
 */
public record HeldListing(String prefix, List<BlobEntry> blobs, List<ImageEntry> images) {

  /** Read by JSON-B. */
  @JsonbCreator
  public HeldListing {
    blobs = blobs == null ? List.of() : List.copyOf(blobs);
    images = images == null ? List.of() : List.copyOf(images);
  }
}

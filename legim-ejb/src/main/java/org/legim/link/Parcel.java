package org.legim.link;

import org.legim.blob.Blob;

/**
 * A blob with a record that needs it, on its way to a node.
 *
 * @param blob open; whoever made the parcel closes it
 * @param image of the same hash and length
 */
public record Parcel(Blob blob, ImageEntry image) {

  /** Whether the blob is as long as it should be; one that is not would arrive as another. */
  boolean isWhole() {
    return blob.bytes() == image.bytes();
  }
}

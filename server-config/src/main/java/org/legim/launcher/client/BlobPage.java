package org.legim.launcher.client;

import java.util.List;
import java.util.Optional;

/**
 * A page of what a drain has handed over.
 *
 * @param next where the next page begins; empty at the end
 */
record BlobPage(List<Blob> blobs, Optional<String> next) {

  /**
   * A blob that was handed over.
   *
   * @param image the id of an image that has these bytes, if there was one
   */
  record Blob(String sha256, long bytes, Optional<String> image) {}
}

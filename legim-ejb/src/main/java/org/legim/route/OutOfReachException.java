package org.legim.route;

import java.io.IOException;
import org.legim.catalogue.ImageRecord;

/** An image is known, but no holder of its bytes can give them now. */
public final class OutOfReachException extends IOException {

  /**
   * @param image which image
   */
  public OutOfReachException(ImageRecord image) {
    super(
        "The image "
            + image.id()
            + " is known, but its bytes (SHA-256 "
            + image.sha256()
            + ") cannot be reached now.");
  }
}

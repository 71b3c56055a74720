package org.legim.blob;

import java.io.IOException;

/** The bytes of a blob are not those of its name, or cannot be read. */
public final class DamagedBlobException extends IOException {

  /**
   * @param hash which blob
   * @param how what is wrong with it
   */
  public DamagedBlobException(Sha256 hash, String how) {
    super("blob " + hash + " is damaged: " + how);
  }
}

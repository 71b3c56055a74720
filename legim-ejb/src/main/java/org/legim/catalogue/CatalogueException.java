package org.legim.catalogue;

/** The catalogue could not be read or written: the disk failed, is full, or the file is damaged. */
public final class CatalogueException extends RuntimeException {

  private final boolean diskFull;

  CatalogueException(String message, boolean diskFull, Throwable cause) {
    super(message, cause);
    this.diskFull = diskFull;
  }

  /** Whether it failed for want of room. */
  public boolean isDiskFull() {
    return diskFull;
  }
}

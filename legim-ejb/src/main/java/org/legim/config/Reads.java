package org.legim.config;

/** Who may read images. */
public enum Reads {
  /** Everybody. */
  PUBLIC,
  /** Who has a key. */
  PRIVATE
}

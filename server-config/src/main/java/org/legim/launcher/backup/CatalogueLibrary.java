package org.legim.launcher.backup;

import java.nio.file.Path;

/** What only the application knows to do with a catalogue: it has the database's library. */
public interface CatalogueLibrary {
  /**
   * What a catalogue holds.
   *
   * @param schema the version of its tables
   * @param images how many images are on record
   */
  record Contents(String schema, long images) {}

  /**
   * Copies the catalogue of a node, which may be running, to a new file, durably, and checks it.
   */
  Contents copy(Path catalogue, Path copy) throws BackupException;

  /** Makes a copy, in place, fit to become the catalogue of its node again. */
  Contents renew(Path copy) throws BackupException;
}

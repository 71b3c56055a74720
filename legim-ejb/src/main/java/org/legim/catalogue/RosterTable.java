package org.legim.catalogue;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of the one roster. */
final class RosterTable {

  private RosterTable() {}

  static Optional<String> find(Handle database) {
    return database.createQuery("select document from roster").mapTo(String.class).findOne();
  }

  static void put(Handle database, String document) {
    database.createUpdate("delete from roster").execute();
    database
        .createUpdate("insert into roster (document) values (:document)")
        .bind("document", document)
        .execute();
  }
}

package org.legim.catalogue;

import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import java.util.Optional;
import org.legim.link.Roster;

/** The roster in the node's SQLite file. */
final class SqliteRosters implements Rosters {

  private final Store store;
  private volatile Optional<Roster> roster;

  SqliteRosters(Store store) {
    this.store = store;
    this.roster = store.read(RosterTable::find).map(SqliteRosters::read);
  }

  @Override
  public Optional<Roster> roster() {
    return roster;
  }

  @Override
  public synchronized void save(Roster newer) {
    String document = write(newer);
    store.write(
        inventory -> {
          RosterTable.put(inventory.database(), document);
          return null;
        });
    roster = Optional.of(newer);
  }

  // A reader of its own each time: it is rare, and nothing of it outlives the application.
  private static Roster read(String document) {
    try {
      return JsonbBuilder.create().fromJson(document, Roster.class);
    } catch (JsonbException e) {
      throw new CatalogueException("the roster cannot be read: " + e.getMessage(), false, e);
    }
  }

  private static String write(Roster roster) {
    return JsonbBuilder.create().toJson(roster);
  }
}

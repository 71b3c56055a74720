package org.legim.catalogue;

import java.util.Optional;
import org.legim.link.Roster;

/** The roster in the node's SQLite file. */
final class SqliteRosters implements Rosters {

  private final Store store;
  private volatile Optional<Roster> roster;

  SqliteRosters(Store store) {
    this.store = store;
    this.roster =
        store
            .read(RosterTable::find)
            .map(document -> Documents.read(document, Roster.class, "the roster"));
  }

  @Override
  public Optional<Roster> roster() {
    return roster;
  }

  @Override
  public synchronized void save(Roster newer) {
    String document = Documents.write(newer);
    store.write(
        inventory -> {
          RosterTable.put(inventory.database(), document);
          return null;
        });
    roster = Optional.of(newer);
  }
}

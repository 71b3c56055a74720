package org.legim.catalogue;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of single facts about a catalogue. */
final class StateTable {

  private StateTable() {}

  static Optional<String> find(Handle database, Fact fact) {
    return Sql.find(
        database,
        row -> row.getString(1),
        "select value from state where fact = :fact",
        fact.name());
  }

  /** A fact that is a number; 0 before it is known. */
  static long number(Handle database, Fact fact) {
    return find(database, fact).map(Long::parseLong).orElse(0L);
  }

  static void put(Handle database, Fact fact, String value) {
    Sql.update(
        database,
        "insert into state (fact, value) values (:fact, :value)"
            + " on conflict (fact) do update set value = excluded.value",
        fact.name(),
        value);
  }

  static void remove(Handle database, Fact fact) {
    database
        .createUpdate("delete from state where fact = :fact")
        .bind("fact", fact.name())
        .execute();
  }
}

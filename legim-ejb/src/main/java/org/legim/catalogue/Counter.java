package org.legim.catalogue;

import org.jdbi.v3.core.Handle;

/** A number that rises, kept as a fact: read once in a transaction, and written once. */
final class Counter {

  private static final long UNREAD = -1;

  private final Handle database;
  private final Fact fact;
  private long last = UNREAD;

  Counter(Handle database, Fact fact) {
    this.database = database;
    this.fact = fact;
  }

  long next() {
    if (last == UNREAD) {
      last = StateTable.number(database, fact);
    }
    last++;
    return last;
  }

  void write() {
    if (last != UNREAD) {
      StateTable.put(database, fact, Long.toString(last));
    }
  }
}

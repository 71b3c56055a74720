package org.legim.catalogue;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What a new or a migrated catalogue lacks that SQL alone cannot give it. */
final class Opening {

  private final Handle database;

  Opening(Handle database) {
    this.database = database;
  }

  /**
   * @param epoch of the first revision, if none was given yet
   */
  void complete(long epoch) {
    RevisionTable.begin(database, epoch);
    if (StateTable.find(database, Fact.LOG).isEmpty()) {
      StateTable.put(database, Fact.LOG, UUID.randomUUID().toString());
    }
    if (StateTable.find(database, Fact.STREAM).isEmpty()) {
      Orders.beginStream(database);
    }
    if (StateTable.find(database, Fact.DIGESTS).isEmpty()) {
      for (String node : HolderTable.nodes(database)) {
        HoldingScan scan = HoldingScan.of(database, node);
        TallyTable.put(database, node, scan.tally(), scan.digest());
      }
      StateTable.put(database, Fact.DIGESTS, "1");
    }
  }
}

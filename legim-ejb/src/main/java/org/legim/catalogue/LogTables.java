package org.legim.catalogue;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The log of this node's holdings, which lies in the tables that it is about. */
final class LogTables {

  private LogTables() {}

  /** The number of the change that comes this many changes after a number, if there is one. */
  static Optional<Long> numberAfter(Handle database, long after, int changes) {
    return database
        .createQuery(
            "select seq from holder where seq > :after"
                + " union all select seq from image where seq > :after"
                + " union all select seq from deletion where seq > :after"
                + " order by seq limit 1 offset :offset")
        .bind("after", after)
        .bind("offset", changes - 1)
        .mapTo(Long.class)
        .findOne();
  }
}

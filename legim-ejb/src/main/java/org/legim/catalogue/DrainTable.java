package org.legim.catalogue;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The table of drains. */
final class DrainTable {

  private DrainTable() {}

  static void put(Handle database, DrainRecord drain, String document) {
    database
        .createUpdate(
            "insert into drain (id, begun, ended, document)"
                + " values (:id, :begun, :ended, :document)"
                + " on conflict (id) do update set begun = excluded.begun,"
                + " ended = excluded.ended, document = excluded.document")
        .bind("id", drain.id())
        .bind("begun", drain.begun())
        .bind("ended", drain.ended())
        .bind("document", document)
        .execute();
  }

  /** All, the newest first. */
  static List<String> documents(Handle database) {
    return database
        .createQuery("select document from drain order by begun desc, id desc")
        .mapTo(String.class)
        .list();
  }

  /** Those that have ended, but for the last so many to end. */
  static List<String> endedBeforeTheLast(Handle database, int kept) {
    return database
        .createQuery(
            "select id from drain where ended > 0 and id not in (select id from drain"
                + " where ended > 0 order by ended desc, begun desc, id desc limit :kept)"
                + " order by id")
        .bind("kept", kept)
        .mapTo(String.class)
        .list();
  }

  static void remove(Handle database, String id) {
    database.createUpdate("delete from drain where id = :id").bind("id", id).execute();
  }

  static void removeAll(Handle database) {
    database.createUpdate("delete from drain").execute();
  }
}

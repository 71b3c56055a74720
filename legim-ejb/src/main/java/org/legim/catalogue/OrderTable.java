package org.legim.catalogue;

import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The table of what nodes have not yet been told, or have not yet said that they did. */
final class OrderTable {

  private OrderTable() {}

  /** What an order is about. */
  enum Kind {
    /** The truth about an image; the subject is its id. */
    IMAGE,
    /** A blob to drop; the subject is its hash. */
    BLOB
  }

  /** A row, without the node. */
  record Pending(long number, Kind kind, String subject) {}

  static boolean isPending(Handle database, String node, Kind kind, String subject) {
    return Sql.exists(
        database,
        "select 1 from node_order where node = :node and kind = :kind and subject = :subject",
        node,
        kind.name(),
        subject);
  }

  static boolean isAnyPending(Handle database, String node) {
    return database
        .createQuery("select 1 from node_order where node = :node limit 1")
        .bind("node", node)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  static List<Pending> first(Handle database, String node, int limit) {
    return database
        .createQuery(
            "select number, kind, subject from node_order where node = :node"
                + " order by number limit :limit")
        .bind("node", node)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new Pending(row.getLong(1), Kind.valueOf(row.getString(2)), row.getString(3)))
        .list();
  }

  /** Puts an order at the end, also one that is pending already. */
  static void put(Handle database, String node, Kind kind, String subject, long number) {
    Sql.update(
        database,
        "insert into node_order (node, kind, subject, number)"
            + " values (:node, :kind, :subject, :number)"
            + " on conflict (node, kind, subject) do update set number = excluded.number",
        node,
        kind.name(),
        subject,
        number);
  }

  static void remove(Handle database, String node, Kind kind, String subject) {
    Sql.update(
        database,
        "delete from node_order where node = :node and kind = :kind and subject = :subject",
        node,
        kind.name(),
        subject);
  }

  static void removeUpTo(Handle database, String node, long number) {
    database
        .createUpdate("delete from node_order where node = :node and number <= :number")
        .bind("node", node)
        .bind("number", number)
        .execute();
  }

  static void removeAllOf(Handle database, String node) {
    database.createUpdate("delete from node_order where node = :node").bind("node", node).execute();
  }

  static void removeAll(Handle database) {
    database.createUpdate("delete from node_order").execute();
  }

  /** The nodes with orders: from one to the next in the index, as one node may have millions. */
  static Set<String> nodes(Handle database) {
    return database
        .createQuery(
            "with recursive step (node) as (select min(node) from node_order union all"
                + " select (select min(node) from node_order where node_order.node > step.node)"
                + " from step where step.node is not null)"
                + " select node from step where node is not null")
        .mapTo(String.class)
        .set();
  }
}

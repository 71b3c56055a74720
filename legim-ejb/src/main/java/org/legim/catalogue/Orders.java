package org.legim.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.legim.blob.Sha256;
import org.legim.catalogue.OrderTable.Kind;
import org.legim.catalogue.OrderTable.Pending;
import org.legim.link.Order;

/**
 * What the gateway has to tell each node, within one transaction. An order stays until the node
 * says that it has applied it, and is sent with what is true at that moment.
 */
final class Orders {

  private final Inventory inventory;
  private final Handle database;

  Orders(Inventory inventory) {
    this.inventory = inventory;
    this.database = inventory.database();
  }

  /** The stream of this gateway's orders. */
  static String stream(Handle database) {
    return StateTable.find(database, Fact.STREAM).orElseThrow();
  }

  /** Begins a new stream, without the orders of the one before. */
  static void beginStream(Handle database) {
    OrderTable.removeAll(database);
    StateTable.put(database, Fact.STREAM, UUID.randomUUID().toString());
  }

  /** The truth about an id has changed: a node has to hear of it even if it just has. */
  void tell(String node, String id) {
    OrderTable.put(database, node, Kind.IMAGE, id, inventory.nextOrder());
  }

  /** A node is wrong about an id; it may be on its way to know better. */
  void correct(String node, String id) {
    if (!isTold(node, id)) {
      tell(node, id);
    }
  }

  boolean isTold(String node, String id) {
    return OrderTable.isPending(database, node, Kind.IMAGE, id);
  }

  void drop(String node, Sha256 blob) {
    OrderTable.put(database, node, Kind.BLOB, blob.hex(), inventory.nextOrder());
  }

  void cancelDrop(String node, Sha256 blob) {
    OrderTable.remove(database, node, Kind.BLOB, blob.hex());
  }

  boolean isDropping(String node, Sha256 blob) {
    return OrderTable.isPending(database, node, Kind.BLOB, blob.hex());
  }

  /** The oldest orders for a node, with the present truth. */
  List<Order> first(String node, int limit) {
    List<Order> orders = new ArrayList<>();
    for (Pending pending : OrderTable.first(database, node, limit)) {
      order(node, pending).ifPresent(orders::add);
    }
    return orders;
  }

  private Optional<Order> order(String node, Pending pending) {
    long number = pending.number();
    String subject = pending.subject();
    if (pending.kind() == Kind.BLOB) {
      return drop(node, new Sha256(subject), number);
    }
    Optional<Order> image =
        inventory.image(subject).map(record -> new Order(number, record.entry(), null, null));
    if (image.isPresent()) {
      return image;
    }
    Optional<Order> deletion =
        inventory.deletion(subject).map(entry -> new Order(number, null, entry, null));
    if (deletion.isEmpty()) {
      // Nothing is known of the id at all: there is nothing to say about it.
      OrderTable.remove(database, node, Kind.IMAGE, subject);
    }
    return deletion;
  }

  private Optional<Order> drop(String node, Sha256 blob, long number) {
    if (ImageTable.needs(database, blob) && inventory.holders(blob).isEmpty()) {
      // All others are gone since: this one may be the last. What it holds will be compared.
      cancelDrop(node, blob);
      return Optional.empty();
    }
    return Optional.of(new Order(number, null, null, blob.hex()));
  }
}

package org.legim.catalogue;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.legim.blob.Sha256;
import org.legim.link.DeletionEntry;
import org.legim.link.Order;

/**
 * What a node receives from its gateway, within one transaction.
 *
 * <p>An order may be older than what came with a blob meanwhile: then the higher revision stays.
 * That holds only once the node's revisions are of the gateway's tree; before, its own mean
 * nothing, and whatever the gateway says is newer.
 */
final class Received {

  private final Inventory inventory;
  private final Handle database;
  private final String self;
  private Boolean gateway;

  Received(Inventory inventory) {
    this.inventory = inventory;
    this.database = inventory.database();
    this.self = inventory.self();
  }

  /** Returns whether the blob is held. */
  boolean keep(ImageRecord image) {
    if (isGateway()) {
      // What it has not may be deleted, and what it has other may be newer.
      boolean needed = ImageTable.needs(database, image.sha256());
      if (needed) {
        inventory.hold(self, image.sha256(), image.bytes());
      }
      return needed;
    }
    RevisionTable.raise(database, image.revision());
    inventory.hold(self, image.sha256(), image.bytes());
    if (isNews(image.id(), image.revision(), isSettled())) {
      inventory.put(image, inventory.image(image.id()));
    }
    return true;
  }

  // Asked for each of many blobs, and does not change while they are taken.
  private boolean isGateway() {
    if (gateway == null) {
      gateway =
          !isSettled()
              && StateTable.find(database, Fact.FOLLOWS).isEmpty()
              && StateTable.find(database, Fact.TREE).isPresent();
    }
    return gateway;
  }

  Set<Sha256> apply(String stream, List<Order> orders) {
    if (!StateTable.find(database, Fact.FOLLOWS).equals(Optional.of(stream))) {
      StateTable.put(database, Fact.FOLLOWS, stream);
      StateTable.put(database, Fact.APPLIED, "0");
    }
    long applied = StateTable.number(database, Fact.APPLIED);
    boolean settled = isSettled();
    Set<Sha256> dropped = new HashSet<>();
    long last = applied;
    for (Order order : orders.stream().sorted(Comparator.comparingLong(Order::number)).toList()) {
      if (order.number() > applied) {
        apply(order, settled, dropped);
        last = order.number();
      }
    }
    if (last > applied) {
      StateTable.put(database, Fact.APPLIED, Long.toString(last));
    }
    return dropped;
  }

  private void apply(Order order, boolean settled, Set<Sha256> dropped) {
    if (order.image() != null) {
      learn(ImageRecord.of(order.image()), settled);
    } else if (order.deletion() != null) {
      learn(order.deletion(), settled);
    } else if (order.drop() != null) {
      Sha256 blob = new Sha256(order.drop());
      if (drop(blob)) {
        dropped.add(blob);
      }
    }
  }

  /** Returns whether the blob was held. */
  private boolean drop(Sha256 blob) {
    ImageTable.of(database, blob).forEach(inventory::forget);
    return inventory.strike(self, blob).isPresent();
  }

  /** The disk has lost a blob, without an order; returns whether it was held. */
  boolean lose(Sha256 blob) {
    boolean held = isGateway() ? inventory.strike(self, blob).isPresent() : drop(blob);
    if (held) {
      inventory.logLoss();
    }
    return held;
  }

  private void learn(ImageRecord image, boolean settled) {
    RevisionTable.raise(database, image.revision());
    if (!isNews(image.id(), image.revision(), settled)) {
      return;
    }
    if (inventory.holds(self, image.sha256())) {
      inventory.put(image, inventory.image(image.id()));
    } else {
      inventory.image(image.id()).ifPresent(inventory::forget);
    }
  }

  private void learn(DeletionEntry deletion, boolean settled) {
    Revision revision = Revision.of(deletion);
    RevisionTable.raise(database, revision);
    if (isNews(deletion.id(), revision, settled)) {
      inventory.delete(deletion, inventory.image(deletion.id()));
    }
  }

  private boolean isNews(String id, Revision revision, boolean settled) {
    return !settled
        || inventory.image(id).stream().noneMatch(known -> known.revision().isNewerThan(revision))
            && inventory.deletion(id).stream()
                .noneMatch(known -> Revision.of(known).isNewerThan(revision));
  }

  private boolean isSettled() {
    return StateTable.find(database, Fact.SETTLED).isPresent();
  }

  void belongTo(String tree) {
    if (!StateTable.find(database, Fact.TREE).equals(Optional.of(tree))) {
      StateTable.put(database, Fact.TREE, tree);
      ImageTable.removeAllNotHeldBy(database, self);
      HolderTable.removeAllBut(database, self);
      TallyTable.removeAllBut(database, self);
      ReportedTable.removeAll(database);
      Orders.beginStream(database);
      HandedOverTable.removeAll(database);
      PreparedTable.removeAll(database);
      DrainTable.removeAll(database);
      // They, and the revisions given, were of another tree.
      DeletionTable.removeAll(database);
      RevisionTable.recount(database);
    }
    StateTable.put(database, Fact.SETTLED, "1");
  }
}

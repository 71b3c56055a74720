package org.legim.catalogue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.legim.blob.Sha256;
import org.legim.link.DeletionEntry;

/**
 * The gateway's books within one transaction: a change of what is true about an image is ordered at
 * every node that holds its blob, and a blob that no image needs is dropped everywhere.
 */
final class Books {

  private final Inventory inventory;
  private final Orders orders;
  private final boolean dropping;
  private final Set<Sha256> unneeded = new HashSet<>();

  /**
   * @param dropping whether blobs that no image needs are dropped; not in a recovery
   */
  Books(Inventory inventory, boolean dropping) {
    this.inventory = inventory;
    this.orders = new Orders(inventory);
    this.dropping = dropping;
  }

  Inventory inventory() {
    return inventory;
  }

  Orders orders() {
    return orders;
  }

  /** The blobs of this node's own disk that no image needs since. */
  Set<Sha256> unneeded() {
    return unneeded;
  }

  /**
   * This record is the truth about its id.
   *
   * @param old the record that is there
   * @param knowing the node that need not be told, or an empty text
   */
  void put(ImageRecord image, Optional<ImageRecord> old, String knowing) {
    tell(inventory.put(image, old), image.id(), knowing);
    if (old.isPresent() && !old.get().sha256().equals(image.sha256())) {
      tell(inventory.holders(old.get().sha256()), image.id(), knowing);
      abandonUnneeded(old.get().sha256());
    }
  }

  /** The truth about an id is that it no longer exists; the parameters are as of {@link #put}. */
  void delete(DeletionEntry deletion, Optional<ImageRecord> old, String knowing) {
    inventory.delete(deletion, old);
    if (old.isPresent()) {
      tell(inventory.holders(old.get().sha256()), deletion.id(), knowing);
      abandonUnneeded(old.get().sha256());
    }
  }

  private void tell(List<String> nodes, String id, String knowing) {
    for (String node : nodes) {
      if (!node.equals(inventory.self()) && !node.equals(knowing)) {
        orders.tell(node, id);
      }
    }
  }

  /** Whether blobs that no image needs are dropped; not in a recovery. */
  boolean isDropping() {
    return dropping;
  }

  /** Drops a blob everywhere if no image needs it. */
  void abandonUnneeded(Sha256 blob) {
    if (dropping && !isNeeded(blob)) {
      List.copyOf(inventory.holders(blob)).forEach(node -> drop(node, blob));
    }
  }

  boolean isNeeded(Sha256 blob) {
    return inventory.openWrites().needs(blob) || ImageTable.needs(inventory.database(), blob);
  }

  /**
   * Drops a blob at a node where enough others hold it, as {@link Ledger#release} says.
   *
   * @return how long the blob is, if the node may drop it
   */
  OptionalLong release(String node, Sha256 blob, Set<String> staying, int replicas) {
    if (inventory.openWrites().needs(blob)) {
      return OptionalLong.empty(); // the node may be about to count for a write
    }
    Wanted wanted = CopiesQueries.wanted(inventory.database(), blob);
    int enough = wanted.enough(replicas, staying.size());
    List<String> holders = inventory.holders(blob);
    long others =
        holders.stream().filter(holder -> !holder.equals(node) && staying.contains(holder)).count();
    return others >= enough && holders.contains(node) ? drop(node, blob) : OptionalLong.empty();
  }

  /**
   * Strikes a node out as the holder of a blob first, and orders it to drop the blob after.
   *
   * @return how long the blob is, if the node held it
   */
  OptionalLong drop(String node, Sha256 blob) {
    OptionalLong held = inventory.strike(node, blob);
    if (!node.equals(inventory.self())) {
      orders.drop(node, blob);
    } else if (held.isPresent()) {
      unneeded.add(blob);
    }
    return held;
  }
}

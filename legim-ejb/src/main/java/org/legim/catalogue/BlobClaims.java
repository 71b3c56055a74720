package org.legim.catalogue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.legim.blob.Sha256;
import org.legim.link.BlobEntry;

/** What a node says it holds, within one transaction. */
final class BlobClaims {

  private final Books books;
  private final Inventory inventory;
  private final String node;
  private final boolean recovering;

  BlobClaims(Books books, String node, boolean recovering) {
    this.books = books;
    this.inventory = books.inventory();
    this.node = node;
    this.recovering = recovering;
  }

  /**
   * @param images the records that the node has
   * @return the blobs that have one more holder now
   */
  Set<Sha256> claim(List<BlobEntry> blobs, List<ImageRecord> images) {
    Set<ImageRecord> reported = new HashSet<>();
    images.forEach(image -> reported.add(image.withoutReplicas()));
    Set<Sha256> gained = new HashSet<>();
    for (BlobEntry entry : blobs) {
      Sha256 blob = new Sha256(entry.sha256());
      if (mayHold(blob)) {
        if (inventory.hold(node, blob, entry.bytes())) {
          gained.add(blob);
        }
        for (ImageRecord image : ImageTable.of(inventory.database(), blob)) {
          if (!reported.contains(image.withoutReplicas())) {
            books.orders().correct(node, image.id());
          }
        }
      }
    }
    return gained;
  }

  private boolean mayHold(Sha256 blob) {
    boolean needed = books.isNeeded(blob);
    if (books.orders().isDropping(node, blob)) {
      // The node will drop it, unless this is the last that is left. It has not applied the order,
      // nor does it get one again that was in an answer before this.
      boolean last = needed && inventory.holders(blob).isEmpty();
      if (last) {
        books.orders().cancelDrop(node, blob);
      }
      return last;
    }
    if (!needed && !recovering) {
      books.drop(node, blob);
      return false;
    }
    return true;
  }
}

package org.legim.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.legim.blob.Sha256;
import org.legim.catalogue.ReportedTable.Cursor;
import org.legim.link.BlobEntry;
import org.legim.link.HeldListing;
import org.legim.link.ImageEntry;
import org.legim.link.Order;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;
import org.legim.link.ReportAnswer.Want;

/** How the gateway takes one report, within one transaction. */
final class ReportReceipt {

  private static final Logger LOG = Logger.getLogger(ReportReceipt.class.getName());
  private static final int ORDERS = 500;

  private final Inventory inventory;
  private final Handle database;
  private final Books books;
  private final Report report;
  private final Optional<HoldingScan> counted;
  private final String node;
  private final String nodeName;
  private final boolean recovering;
  private final String tree;
  private final String reportedTree;

  /**
   * @param tree the tree that this gateway leads
   * @param counted what the books say of the node, if the report asks for it, as of just now
   */
  ReportReceipt(
      Inventory inventory,
      String tree,
      Report report,
      Optional<HoldingScan> counted,
      String nodeName,
      boolean recovering) {
    this.inventory = inventory;
    this.database = inventory.database();
    this.books = new Books(inventory, !recovering);
    this.report = report;
    this.counted = counted;
    this.node = report.node();
    this.nodeName = nodeName;
    this.recovering = recovering;
    this.tree = tree;
    this.reportedTree = report.tree() == null ? "" : report.tree();
  }

  Reconciliation receive() {
    boolean foreign = !tree.equals(reportedTree);
    if (foreign && recovering && !reportedTree.isEmpty()) {
      return later();
    }
    long acknowledged = advance(foreign);
    String stream = Orders.stream(database);
    if (stream.equals(report.stream())) {
      OrderTable.removeUpTo(database, node, report.applied());
    }
    Set<Sha256> lost = new HashSet<>();
    report.listings().forEach(listing -> lost.addAll(strikeUnlisted(listing)));
    Set<Sha256> gained = claim(foreign);

    boolean caughtUp = report.whole() && acknowledged == report.upTo();
    // A foreign node has to tell of all its ids before any order may overwrite one of them.
    List<Order> orders = foreign && !caughtUp ? List.of() : books.orders().first(node, ORDERS);
    Comparison comparison = comparison(caughtUp);
    ReportAnswer answer =
        new ReportAnswer(
            tree,
            acknowledged,
            stream,
            orders,
            comparison.want(),
            comparison.prefixes(),
            comparison.equal(),
            comparison.more());
    return new Reconciliation(answer, gained, lost, books.unneeded());
  }

  private Comparison comparison(boolean caughtUp) {
    if (inventory.openWrites().isClaimant(node)) {
      return Comparison.LATER;
    }
    return caughtUp && report.listings().isEmpty() && !OrderTable.isAnyPending(database, node)
        ? Comparison.of(inventory, report, counted)
        : Comparison.NOT_YET;
  }

  private Reconciliation later() {
    ReportAnswer answer =
        new ReportAnswer(
            tree, 0, Orders.stream(database), List.of(), Want.NOTHING, List.of(), false, false);
    return new Reconciliation(answer, Set.of(), Set.of(), Set.of());
  }

  /** Notes how far the node's reports have come, and returns it. */
  private long advance(boolean foreign) {
    Optional<Cursor> before = ReportedTable.find(database, node);
    if (foreign && before.stream().noneMatch(cursor -> cursor.tree().equals(reportedTree))) {
      // It went its own way, so what is known of it is about another life.
      inventory.strikeAll(node);
      OrderTable.removeAllOf(database, node);
      before = Optional.empty();
    }
    long acked = acked(before.filter(cursor -> cursor.log().equals(report.log())));
    Cursor after = new Cursor(reportedTree, report.log(), acked);
    if (!before.equals(Optional.of(after))) {
      ReportedTable.put(database, node, after);
    }
    return acked;
  }

  private long acked(Optional<Cursor> before) {
    long acked = before.map(Cursor::acked).orElse(0L);
    if (report.after() < 0) {
      // A log that ends before what is known of it has been put back to an older state.
      return acked <= report.upTo() ? acked : 0;
    }
    return report.after() <= acked ? Math.max(acked, report.upTo()) : acked;
  }

  private Set<Sha256> strikeUnlisted(HeldListing listing) {
    Set<Sha256> missing = HolderTable.held(database, node, listing.prefix());
    listing.blobs().forEach(blob -> missing.remove(new Sha256(blob.sha256())));
    missing.forEach(blob -> inventory.strike(node, blob));
    if (!missing.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "node {0} ({1}) no longer has {2} blobs that it held, the first {3}",
          new Object[] {nodeName, node, missing.size(), missing.iterator().next()});
    }
    return missing;
  }

  private Set<Sha256> claim(boolean foreign) {
    List<BlobEntry> blobs = new ArrayList<>(report.blobs());
    List<ImageEntry> entries = new ArrayList<>(report.images());
    for (HeldListing listing : report.listings()) {
      blobs.addAll(listing.blobs());
      entries.addAll(listing.images());
    }
    List<ImageRecord> images = entries.stream().map(ImageRecord::of).toList();
    if (foreign) {
      new ForeignClaims(books, node, nodeName).claim(images);
    } else {
      RecordClaims claims = new RecordClaims(books, node);
      claims.deletions(report.deletions());
      claims.images(images);
    }
    return new BlobClaims(books, node, recovering).claim(blobs, images);
  }
}

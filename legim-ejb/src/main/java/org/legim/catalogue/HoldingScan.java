package org.legim.catalogue;

import org.jdbi.v3.core.Handle;
import org.legim.blob.Sha256;
import org.legim.link.Report;

/** Counts what a node holds, row by row: for digests of prefixes, and to make a tally anew. */
final class HoldingScan {

  private final long[] digests = new long[Report.PREFIXES];
  private long images;
  private long blobs;
  private long bytes;
  private String lastBlob = "";

  private HoldingScan() {}

  static HoldingScan of(Handle database, String node) {
    HoldingScan scan = new HoldingScan();
    database
        .createQuery(
            "select holder.sha256, holder.bytes, image.id, image.epoch, image.counter from holder"
                + " left join image on image.sha256 = holder.sha256 where holder.node = :node"
                + " order by holder.sha256")
        .bind("node", node)
        .map(
            (row, context) -> {
              Sha256 blob = new Sha256(row.getString(1));
              scan.blob(blob, row.getLong(2));
              String id = row.getString(3);
              if (id != null) {
                scan.image(id, new Revision(row.getLong(4), row.getLong(5)), blob);
              }
              return blob;
            })
        .forEach(blob -> {});
    return scan;
  }

  private void blob(Sha256 blob, long length) {
    if (!blob.hex().equals(lastBlob)) {
      lastBlob = blob.hex();
      blobs++;
      bytes += length;
      digests[Digests.prefix(blob)] ^= Digests.of(blob);
    }
  }

  private void image(String id, Revision revision, Sha256 blob) {
    images++;
    digests[Digests.prefix(blob)] ^= Digests.of(id, revision, blob);
  }

  /** The digest of every prefix. */
  long[] digests() {
    return digests.clone();
  }

  /** The digest of everything. */
  long digest() {
    long all = 0;
    for (long digest : digests) {
      all ^= digest;
    }
    return all;
  }

  Tally tally() {
    return new Tally(images, blobs, bytes);
  }
}

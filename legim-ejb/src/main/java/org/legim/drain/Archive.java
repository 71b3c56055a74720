package org.legim.drain;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.legim.catalogue.DrainBook;
import org.legim.catalogue.DrainRecord;
import org.legim.catalogue.DrainRecord.Leaver;
import org.legim.catalogue.DrainRecord.State;
import org.legim.catalogue.Tally;
import org.legim.link.BlobEntry;

/** How drains have ended, worked out from the book when somebody asks. */
final class Archive {

  private static final int MOST = 100;
  private static final int PAGE = 1000;

  private final DrainBook book;
  private final Map<String, DrainStatus> last = new LinkedHashMap<>();

  Archive(DrainBook book) {
    this.book = book;
  }

  /** A drain has ended in this process, which knows more than the book. */
  synchronized void add(Drain drain) {
    remember(ended(drain.status(), Optional.empty()));
  }

  private void remember(DrainStatus status) {
    last.put(status.drain().id(), status);
    if (last.size() > MOST) {
      last.remove(last.keySet().iterator().next());
    }
  }

  /** How a drain has ended. */
  synchronized DrainStatus status(DrainRecord record) {
    DrainStatus known = last.get(record.id());
    if (known == null) {
      known = fromBook(record);
    }
    if (known.certificate().isEmpty() && record.state() == State.GONE) {
      known = ended(known, Optional.of(certificate(record.id())));
    }
    remember(known);
    return known;
  }

  private DrainStatus fromBook(DrainRecord record) {
    long blobs = 0;
    long bytes = 0;
    for (Leaver leaver : record.leavers()) {
      Tally done = book.handedOverBy(record.id(), leaver.node());
      blobs += done.blobs();
      bytes += done.bytes();
    }
    boolean gone = record.state() == State.GONE;
    return new DrainStatus(
        record,
        blobs,
        bytes,
        gone ? 0 : Math.max(0, record.blobs() - blobs),
        gone ? 0 : Math.max(0, record.bytes() - bytes),
        Math.max(0, blobs - record.blobs()),
        0,
        OptionalLong.empty(),
        List.of(),
        Optional.empty());
  }

  private static DrainStatus ended(DrainStatus status, Optional<Certificate> certificate) {
    boolean gone = status.drain().state() == State.GONE;
    return new DrainStatus(
        status.drain(),
        status.blobsDone(),
        status.bytesDone(),
        gone ? 0 : status.blobsLeft(),
        gone ? 0 : status.bytesLeft(),
        status.blobsSkipped(),
        0,
        OptionalLong.empty(),
        status.errors(),
        certificate);
  }

  private Certificate certificate(String drain) {
    MerkleRoot root = new MerkleRoot();
    long blobs = 0;
    long bytes = 0;
    String after = "";
    List<BlobEntry> page;
    do {
      page = book.handedOver(drain, after, PAGE);
      for (BlobEntry blob : page) {
        root.add(HexFormat.of().parseHex(blob.sha256()));
        blobs++;
        bytes += blob.bytes();
        after = blob.sha256();
      }
    } while (page.size() == PAGE);
    return new Certificate(blobs, bytes, root.finish());
  }
}

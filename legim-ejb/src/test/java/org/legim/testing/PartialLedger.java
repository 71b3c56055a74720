package org.legim.testing;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.legim.blob.Sha256;
import org.legim.catalogue.Copies;
import org.legim.catalogue.ImageRecord;
import org.legim.catalogue.Ledger;
import org.legim.catalogue.Reconciliation;
import org.legim.link.Report;

/** Books of which a test has only what it needs; all else is not to be asked. */
public interface PartialLedger extends Ledger {

  @Override
  default void lead(String tree) {
    throw notHere();
  }

  @Override
  default Reconciliation receive(Report report, String nodeName, boolean recovering) {
    throw notHere();
  }

  @Override
  default Set<Sha256> release(
      String node, Collection<Sha256> blobs, Set<String> staying, int replicas) {
    throw notHere();
  }

  @Override
  default List<ImageRecord> heldBy(String node, String after, int limit) {
    throw notHere();
  }

  @Override
  default List<Copies> copiesAt(String node, String after, int limit) {
    throw notHere();
  }

  @Override
  default long countHeldBy(String node) {
    throw notHere();
  }

  @Override
  default List<Copies> copies(String after, int limit) {
    throw notHere();
  }

  @Override
  default Optional<Copies> copiesOf(Sha256 blob) {
    throw notHere();
  }

  @Override
  default ImageRecord anyImageOf(Sha256 blob) {
    throw notHere();
  }

  @Override
  default Set<String> awaited() {
    throw notHere();
  }

  @Override
  default void beginEpoch(long epoch) {
    throw notHere();
  }

  @Override
  default Set<Sha256> dropUnneeded() {
    throw notHere();
  }

  @Override
  default long strikeOut(String node) {
    throw notHere();
  }

  private static UnsupportedOperationException notHere() {
    return new UnsupportedOperationException("a test has no such books");
  }
}

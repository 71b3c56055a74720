package org.legim.repair;

import java.util.function.IntSupplier;
import org.legim.catalogue.Copies;
import org.legim.errand.DamagedCopies;
import org.legim.repair.Census.Condition;

/**
 * Says how blobs are off.
 *
 * @param census the nodes as they are now
 * @param damaged the copies that are worth nothing
 * @param replicas on how many nodes an image should be
 */
record Diagnosis(Census census, DamagedCopies damaged, IntSupplier replicas) {

  Condition of(Copies blob) {
    return census.condition(blob, damaged.of(blob.image().sha256()), replicas.getAsInt());
  }
}

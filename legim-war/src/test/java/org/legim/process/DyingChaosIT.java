package org.legim.process;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@link ChaosRounds} with two copies of each image: in each round a disk may be destroyed too. */
@DisabledOnOs(OS.WINDOWS)
class DyingChaosIT {

  @Test
  void nothingIsLostThoughNodesDieWithTheirDisks() throws Exception {
    new ChaosRounds(DyingChaosIT.class).play(2);
  }
}

package org.legim.process;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@link ChaosRounds} with a single copy of each image: whatever moves, nothing may be dropped. */
@DisabledOnOs(OS.WINDOWS)
class DrainChaosIT {

  @Test
  void nothingIsLostWhateverHappensToTheNodes() throws Exception {
    new ChaosRounds(DrainChaosIT.class).play(1);
  }
}

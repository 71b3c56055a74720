package org.legim.latency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.legim.latency.SlowHolderExperiment.Result;
import org.legim.latency.SlowHolderExperiment.Router;
import org.legim.latency.SlowHolderExperiment.Timeline;

/** The benchmark {@code bench/slow-holder.sh}, in small. */
class SlowHolderTest {

  private static final Timeline TIMELINE = new Timeline(5, 20, 10, 500);

  @ParameterizedTest
  @EnumSource(names = {"LOWEST_COST", "LOWEST_COST_WITH_HEDGES"})
  void hardlyARequestSeesThatANodeIsSlow(Router router) {
    Result result = SlowHolderExperiment.run(router, TIMELINE);

    assertThat(result.successWhileSlow()).isGreaterThanOrEqualTo(0.999);
    assertThat(result.extra()).isLessThanOrEqualTo(0.05);
    assertThat(result.usedAgainSeconds()).isBetween(0.0, 3.0);
  }

  @Test
  void otherRoutersShowItToMany() {
    assertThat(SlowHolderExperiment.run(Router.ROUND_ROBIN, TIMELINE).successWhileSlow())
        .isLessThan(0.92);
    assertThat(SlowHolderExperiment.run(Router.LEAST_LOADED, TIMELINE).successWhileSlow())
        .isLessThan(0.995);
  }
}

package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.legim.testing.Api;
import org.legim.testing.Eventually;

/** A leaf whose process is frozen, so that its connections stay open but nothing is answered. */
@DisabledOnOs(OS.WINDOWS)
class FrozenIT {

  private static final Logger LOG = Logger.getLogger(FrozenIT.class.getName());
  private static final int WARM_UP_SECONDS = 15;
  private static final int SECONDS = 10;
  private static final int IMAGES = 20;

  @TempDir private Path temporary;

  @Test
  void noReadFailsWhileALeafIsFrozenAndItIsUsedAgainAfterwards() throws Exception {
    NodeFolder gateway = NodeFolder.create(temporary, "gateway", "replicas: 2");
    NodeFolder usa = NodeFolder.create(temporary, "usa", gateway.asParent());
    NodeFolder hanoi = NodeFolder.create(temporary, "hanoi", gateway.asParent());
    try (ProcessTree tree = ProcessTree.start(gateway, usa, hanoi)) {
      Api api = tree.api();
      List<SentImage> images = SentImage.postSome(api, IMAGES);
      tree.awaitPlaced(images);
      SentImage image = images.get(0);
      try (SteadyReads clients = new SteadyReads(api, images)) {
        clients.during(WARM_UP_SECONDS);
        SteadyReads.Quantiles before = clients.during(SECONDS);
        NodeFolder frozen = explain(api, image).getString("from").equals("usa") ? usa : hanoi;
        signal(tree, frozen, "STOP");
        SteadyReads.Quantiles during = clients.during(SECONDS);
        long earlier = reads(api, image, frozen);
        signal(tree, frozen, "CONT");
        long begin = System.nanoTime();
        Eventually.holds(
            frozen.name() + " is read from again",
            () -> reads(api, image, frozen) > earlier + IMAGES);
        LOG.info(
            "before: %s%nfrozen: %s%nused again after %d ms"
                .formatted(
                    before, during, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)));
        assertThat(clients.failures()).isEmpty();
      }
      JsonObject route = explain(api, image);
      assertThat(route.getString("why")).isNotEmpty();
      assertThat(route.getJsonArray("holders")).hasSize(2);
      assertProblem(
          api.get(image.path() + "?explain=1", "X-Forwarded-For", "203.0.113.9"),
          403,
          "protected-mode");
    }
  }

  private static JsonObject explain(Api api, SentImage image) {
    return api.get(image.path() + "?explain=1").json();
  }

  private static long reads(Api api, SentImage image, NodeFolder node) {
    return explain(api, image).getJsonArray("holders").getValuesAs(JsonObject.class).stream()
        .filter(holder -> holder.getString("id").equals(node.id()))
        .mapToLong(holder -> holder.getJsonNumber("reads").longValue())
        .sum();
  }

  private static void signal(ProcessTree tree, NodeFolder node, String signal) throws Exception {
    String pid = Long.toString(tree.process(node).pid());
    Process kill = new ProcessBuilder("kill", "-" + signal, pid).start();
    assertThat(kill.waitFor()).isZero();
  }
}

package org.legim.process;

import static org.legim.testing.ProblemAssertions.assertProblem;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.legim.testing.Api;

/** A gateway keeps in memory what it has fetched from other nodes. */
@DisabledOnOs(OS.WINDOWS)
class HotImageIT {

  @TempDir private Path temporary;

  @Test
  void isServedFromMemoryThoughItsHolderIsDead() throws Exception {
    NodeFolder gateway =
        NodeFolder.create(temporary, "gateway", "replicas: 1")
            .with(LegimProcess.CACHE_MEMORY, "32 MB");
    NodeFolder leaf = NodeFolder.create(temporary, "leaf", gateway.asParent());
    try (ProcessTree tree = ProcessTree.start(gateway, leaf)) {
      Api api = tree.api();
      List<SentImage> images = SentImage.postSome(api, 2);
      tree.awaitPlaced(images);
      SentImage hot = images.get(0);
      hot.assertReadable(api);

      tree.kill(leaf);

      hot.assertReadable(api);
      assertProblem(api.get(images.get(1).path()), 503, "out-of-reach");
    }
  }
}

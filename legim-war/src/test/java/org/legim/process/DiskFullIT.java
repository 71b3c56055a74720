package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.legim.testing.Answer;
import org.legim.testing.Api;
import org.legim.testing.Eventually;
import org.legim.testing.Hashes;
import org.legim.testing.LargeImage;

/** A node whose disk runs full. */
@EnabledOnOs(OS.LINUX)
class DiskFullIT {

  /** For the server's own files, some 110 MB, the reserve of 16 MB and a dozen images. */
  private static final int DISK_MEGABYTES = 220;

  private static final int ROWS = 2_000;

  @TempDir private Path temporary;

  @Test
  void aFullNodeRefusesImagesAndLosesNone() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(temporary.resolve("disk"), DISK_MEGABYTES)) {
      NodeFolder node = NodeFolder.create(temporary, "hanoi", disk.folder().resolve("data"));
      try (LegimProcess process = node.start()) {
        Api api = process.api();
        Map<String, String> stored = new HashMap<>();

        Answer refused = fill(api, stored);

        assertProblem(refused, 507, "no-room");
        assertThat(stored).hasSizeGreaterThan(3);
        assertIntact(api, stored);
        assertThat(node.incoming()).isEmpty();

        Iterator<String> ids = stored.keySet().iterator();
        for (int i = 0; i < 2; i++) {
          assertThat(api.delete("images/" + ids.next()).status()).isEqualTo(204);
          ids.remove();
        }
        Eventually.holds("there is room again", () -> upload(api, 0, false).status() == 201);
        assertProblem(fill(api, stored), 507, "no-room");
        assertIntact(api, stored);
        assertThat(process.stop()).isZero();
      }
    }
  }

  /** Uploads until the node refuses, with and without announcing the length. */
  private static Answer fill(Api api, Map<String, String> stored) {
    for (int i = 1; i < 100; i++) {
      Answer answer = upload(api, stored.size() + i, i % 2 == 0);
      if (answer.status() != 201) {
        return answer;
      }
      stored.put(answer.string("id"), answer.string("sha256"));
    }
    throw new AssertionError("the disk never ran full");
  }

  private static Answer upload(Api api, long seed, boolean announced) {
    BodyPublisher image = BodyPublishers.ofInputStream(() -> LargeImage.ofRows(ROWS, seed));
    return api.send(
        "POST",
        "images",
        announced ? BodyPublishers.fromPublisher(image, LargeImage.length(ROWS)) : image);
  }

  private static void assertIntact(Api api, Map<String, String> stored) {
    stored.forEach(
        (id, sha256) ->
            assertThat(Hashes.sha256(api.get("images/" + id).body())).isEqualTo(sha256));
  }
}

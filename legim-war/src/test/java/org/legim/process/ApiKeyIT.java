package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.legim.testing.Answer;
import org.legim.testing.Api;
import org.legim.testing.Images;

/** A node with an API key and private reads. */
@DisabledOnOs(OS.WINDOWS)
class ApiKeyIT {

  private static final String[] BEARER = {"Authorization", "Bearer open-sesame"};
  private static final String[] HEADER = {"X-API-Key", "open-sesame"};
  private static final String[] WRONG = {"Authorization", "Bearer open-sesam"};

  @TempDir private Path temporary;

  @Test
  void nothingIsAnsweredWithoutTheKey() {
    NodeFolder node =
        NodeFolder.create(temporary, "hanoi", "api-key: open-sesame", "reads: private");
    try (LegimProcess process = node.start()) {
      Api api = process.api();
      byte[] png = Images.png();

      Answer stored = api.post("images", png, BEARER);

      assertThat(stored.status()).isEqualTo(201);
      String path = "images/" + stored.string("id");
      assertRefused(api.get(path));
      assertRefused(api.get(path, WRONG));
      assertRefused(api.get(path, "Authorization", "Basic b3Blbjpz"));
      assertRefused(api.get("images"));
      assertRefused(api.get("tree"));
      assertRefused(api.get(path + "/info"));
      assertRefused(api.post("images", png));
      assertRefused(api.delete(path, WRONG));
      assertThat(api.head(path).status()).isEqualTo(401);

      Answer image = api.get(path, HEADER);
      assertThat(image.body()).isEqualTo(png);
      assertThat(image.header("Cache-Control")).isEqualTo("private, no-cache");
      assertThat(api.get("tree", BEARER).status()).isEqualTo(200);
      assertThat(
              api.put(path, png, "X-API-Key", "open-sesame", "X-Forwarded-For", "203.0.113.7")
                  .status())
          .isEqualTo(200);
      assertThat(api.delete(path, HEADER).status()).isEqualTo(204);
      assertThat(process.err()).doesNotContain("open-sesame");
    }
  }

  private static void assertRefused(Answer answer) {
    assertProblem(answer, 401, "key-required");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"legim\"");
  }
}

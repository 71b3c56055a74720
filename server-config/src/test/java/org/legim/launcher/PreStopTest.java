package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class PreStopTest {
  private static final Path PRE_STOP = OperatorFiles.KUBERNETES.resolve("pre-stop");
  private static final String RETIRED =
      "retire legim-member-2 http://legim-gateway-0.legim-gateway:8080/legim --yes\n";

  @TempDir Path folder;
  private Script script;

  @BeforeEach
  void install() throws Exception {
    script = new Script(folder);
    Files.writeString(folder.resolve("token"), "secret-token");
    Files.writeString(folder.resolve("namespace"), "images");
    script.program("legim", "echo \"$*\" >>retired");
  }

  @ParameterizedTest
  @CsvSource({"2, true", "0, true", "1, true", "3, false", "10, false"})
  void retiresANodeWhoseNumberIsNotWantedAnyMore(int wanted, boolean retires) throws Exception {
    answer(scale("{\"replicas\":" + wanted + "}"));

    assertThat(run().code()).isZero();
    assertThat(retired()).isEqualTo(retires ? RETIRED : "");
  }

  @Test
  void readsAnAnswerInManyLinesAndOneWithoutReplicas() throws Exception {
    answer(scale("{ \"replicas\" : 2 }").replace(",", ",\n  "));
    run();
    answer(scale("{}"));
    run();

    assertThat(retired()).isEqualTo(RETIRED + RETIRED);
  }

  @Test
  void asksForTheSetOfItsOwnNameWithoutShowingTheToken() throws Exception {
    script.program("curl", "echo \"$*\" >asked", "cat >header", "exit 22");
    run();

    assertThat(folder.resolve("asked"))
        .content()
        .contains("/apis/apps/v1/namespaces/images/statefulsets/legim-member/scale")
        .doesNotContain("secret-token");
    assertThat(folder.resolve("header")).hasContent("Authorization: Bearer secret-token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"exit 22", "echo '{\"kind\":\"Status\"}'", "true", "echo '\"spec\":{\"x'"})
  void keepsWhatItHasWhereTheSizeIsNotKnown(String answer) throws Exception {
    script.program("curl", "cat >/dev/null", answer);

    Script.Result result = run();

    assertThat(result.code()).isZero();
    assertThat(result.output()).contains("legim-member-2 keeps its images");
    assertThat(retired()).isEmpty();
  }

  @Test
  void triesAgainAsLongAsTheNodeIsNotWanted() throws Exception {
    answer(scale("{\"replicas\":2}"));
    script.program("legim", "echo x >>tries", "[ $(wc -l <tries) -eq 3 ]");

    assertThat(run().code()).isZero();
    assertThat(folder.resolve("tries")).content().hasLineCount(3);
  }

  @Test
  void keepsWhatItCannotHandOver() throws Exception {
    answer(scale("{\"replicas\":2}"));
    script.program("legim", "echo x >>tries", "exit 1");

    assertThat(run().output())
        .endsWith("it could not leave the tree: legim-member-2 keeps its images\n");
    assertThat(folder.resolve("tries")).content().hasLineCount(10);
  }

  private void answer(String json) throws Exception {
    Files.writeString(folder.resolve("answer"), json);
    script.program("curl", "cat >/dev/null", "cat answer");
  }

  /** As Kubernetes answers, with the fields that look alike. */
  private static String scale(String spec) {
    return "{\"kind\":\"Scale\",\"apiVersion\":\"autoscaling/v1\",\"metadata\":{\"name\":\"legim-member\","
        + "\"managedFields\":[{\"fieldsV1\":{\"f:spec\":{\"f:replicas\":{}}}}]},\"spec\":"
        + spec
        + ",\"status\":{\"replicas\":7,\"selector\":\"a=b\"}}";
  }

  private Script.Result run() throws Exception {
    return script.run(
        PRE_STOP,
        Map.of(
            "SERVICE_ACCOUNT", folder.toString(),
            "RETRY_SECONDS", "0",
            "LEGIM_NODE_NAME", "legim-member-2",
            "LEGIM_PARENT_IP", "legim-gateway-0.legim-gateway",
            "LEGIM_PARENT_PORT", "8080"));
  }

  private String retired() throws Exception {
    Path file = folder.resolve("retired");
    return Files.exists(file) ? Files.readString(file) : "";
  }
}

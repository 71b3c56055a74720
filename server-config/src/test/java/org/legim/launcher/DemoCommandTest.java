package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoCommandTest {
  @Test
  void takesAFolderForWhatItsNodesKeep() throws Exception {
    assertThat(DemoCommand.folder(List.of())).isEmpty();
    assertThat(DemoCommand.folder(List.of("--data", "a/b"))).contains(Path.of("a/b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--data", "--data a b", "a", "--dir a", "--data  "})
  void refusesAnythingElse(String arguments) {
    assertThatThrownBy(() -> DemoCommand.folder(List.of(arguments.split(" ", -1))))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("--data DIR");
  }
}

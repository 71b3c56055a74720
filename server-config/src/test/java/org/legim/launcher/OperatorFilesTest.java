package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.legim.config.ConfigKey;
import org.legim.config.Handshake;

class OperatorFilesTest {
  private static final Pattern VARIABLE = Pattern.compile("\\bLEGIM_[A-Z_]+\\b");
  private static final Pattern HEALTH = Pattern.compile("/legim/health/\\w+");

  static Stream<Path> files() {
    return OperatorFiles.all();
  }

  @ParameterizedTest
  @MethodSource("files")
  void namesNoVariableThatLegimDoesNotHave(Path file) {
    List<String> known =
        Stream.concat(
                Arrays.stream(ConfigKey.values()).map(ConfigKey::environment),
                Stream.of(Handshake.CONFIG_VARIABLE))
            .toList();

    assertThat(all(VARIABLE, OperatorFiles.read(file))).isSubsetOf(known);
  }

  @Test
  void asksHealthWhereItIs() {
    assertThat(
            OperatorFiles.all()
                .map(OperatorFiles::read)
                .flatMap(text -> all(HEALTH, text).stream()))
        .containsOnly("/legim/health/started", "/legim/health/live", "/legim/health/ready");
  }

  @Test
  void eachFolderHasItsPage() {
    assertThat(OperatorFiles.all().map(Path::toString))
        .contains("systemd/README.md", "container/README.md", "kubernetes/README.md");
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).toList();
  }
}

package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.legim.config.OnStop;

class SystemdUnitTest {
  private final Map<String, List<String>> node = unit("legim@.service");
  private final Map<String, List<String>> gateway = unit("gateway.conf");

  @Test
  void isNotRestartedWhenItKeptWhatItShouldHaveHandedOver() {
    assertThat(node)
        .containsEntry("RestartPreventExitStatus", List.of("" + ExitCode.KEPT.number()))
        .containsEntry("Restart", List.of("on-failure"));
  }

  @Test
  void aDrainIsAskedForOnceAndNotCutOff() {
    assertThat(node)
        .containsEntry("KillMode", List.of("mixed"))
        .containsEntry("KillSignal", List.of("SIGTERM"))
        .containsEntry("TimeoutStopSec", List.of("infinity"));
  }

  @Test
  void aFullHeapDoesNotEndAsOneThatKeptItsData() {
    assertThat(node.get("Environment"))
        .singleElement()
        .asString()
        .contains("-XX:+CrashOnOutOfMemoryError");
  }

  @Test
  void aGatewayKeepsWhatItHas() {
    Map<String, String> environment =
        gateway.get("Environment").stream()
            .map(setting -> setting.split("=", 2))
            .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));

    assertThat(OperatorFiles.config(environment).onStop()).isEqualTo(OnStop.KEEP);
    assertThat(gateway.get("TimeoutStopSec")).singleElement().isNotEqualTo("infinity");
  }

  @Test
  void startsTheNodeThatItsOwnFileDescribes() {
    assertThat(node).containsEntry("ExecStart", List.of("/opt/legim/legim %E/legim/%i.yaml"));
    assertThat(OperatorFiles.read(OperatorFiles.SYSTEMD.resolve("README.md")))
        .contains(" /opt/legim/legim\n", " /etc/legim/hanoi.yaml\n");
  }

  private static Map<String, List<String>> unit(String name) {
    return OperatorFiles.read(OperatorFiles.SYSTEMD.resolve(name))
        .lines()
        .filter(line -> line.matches("[A-Za-z]+=.*"))
        .map(line -> line.split("=", 2))
        .collect(
            Collectors.groupingBy(
                setting -> setting[0],
                Collectors.mapping(setting -> setting[1], Collectors.toList())));
  }
}

package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.legim.config.ConfigKey;
import org.legim.config.NodeConfig;

class ContainerfileTest {
  private static final Pattern VARIABLE = Pattern.compile("\\b(LEGIM_[A-Z_]+)=(\\S+)");

  private final String file =
      OperatorFiles.read(OperatorFiles.CONTAINER.resolve("Containerfile")).replace("\\\n", " ");

  @Test
  void listensWhereItSays() {
    assertThat(config().port()).isEqualTo(Integer.parseInt(ConfigKey.NODE_PORT.defaultValue()));
    assertThat(last("EXPOSE")).isEqualTo(ConfigKey.NODE_PORT.defaultValue());
    assertThat(last("HEALTHCHECK")).contains("127.0.0.1:$" + ConfigKey.NODE_PORT.environment());
  }

  @Test
  void keepsItsDataInTheVolume() {
    assertThat(config().data()).isEqualTo(Path.of(last("VOLUME")).toAbsolutePath());
  }

  @Test
  void hearsSigtermItself() {
    assertThat(last("STOPSIGNAL")).isEqualTo("SIGTERM");
    assertThat(last("ENTRYPOINT")).matches("\\[\"[^\"]+\"]");
  }

  @Test
  void isNotRunByRoot() {
    assertThat(last("USER")).matches("[1-9]\\d+:[1-9]\\d+");
  }

  @Test
  void hasThePartsOfAnInstallationWhereTheLauncherLooks() {
    assertThat(lines("COPY").stream().filter(line -> line.startsWith("--from=build ")))
        .map(line -> line.substring("--from=build ".length()).trim())
        .allSatisfy(ContainerfileTest::copiesToTheSameFolder);
  }

  private static void copiesToTheSameFolder(String files) {
    List<String> words = List.of(files.split("\\s+"));
    String folder = words.get(words.size() - 1);
    assertThat(words.subList(0, words.size() - 1))
        .isNotEmpty()
        .allMatch(part -> part.matches("/src/" + Pattern.quote(folder) + "[\\w-]+\\.(jar|war)"));
  }

  private NodeConfig config() {
    Map<String, String> environment =
        VARIABLE
            .matcher(last("ENV"))
            .results()
            .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
    return OperatorFiles.config(environment);
  }

  private String last(String instruction) {
    List<String> lines = lines(instruction);
    assertThat(lines).as(instruction).isNotEmpty();
    return lines.get(lines.size() - 1);
  }

  private List<String> lines(String instruction) {
    return file.lines()
        .filter(line -> line.startsWith(instruction + " "))
        .map(line -> line.substring(instruction.length() + 1))
        .toList();
  }
}

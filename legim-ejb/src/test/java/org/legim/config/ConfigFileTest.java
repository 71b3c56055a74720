package org.legim.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
  @TempDir Path folder;

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("legim.yaml"), yaml);
  }

  /** Errors as an operator sees them, without the test's folder. */
  private List<String> errors(ConfigFile file) {
    return file.errors().stream()
        .map(error -> error.message().replace(folder + File.separator, ""))
        .toList();
  }

  private List<String> errorsOf(String yaml) throws IOException {
    return errors(ConfigFile.read(write(yaml)));
  }

  @Test
  void readsTheFileThatEveryNodeUnderstands() throws IOException {
    ConfigFile file =
        ConfigFile.read(write("node:\n  port: 8888\n\nparent:\n  ip: 10.0.0.6\n  port: 3333\n"));

    assertThat(file.errors()).isEmpty();
    assertThat(file.get(ConfigKey.NODE_PORT)).get().extracting(Setting::value).isEqualTo("8888");
    assertThat(file.get(ConfigKey.PARENT_IP))
        .get()
        .extracting(Setting::value)
        .isEqualTo("10.0.0.6");
    assertThat(file.get(ConfigKey.PARENT_PORT).orElseThrow().origin().line()).hasValue(6);
  }

  @Test
  void readsDottedKeysQuotesCommentsAndAByteOrderMark() throws IOException {
    ConfigFile file =
        ConfigFile.read(
            write(
                "\uFEFF# a node\nnode.port: 0811 # old\nnode: {name: 'hà nội'}\nsecret: \"a #b\"\n"));

    assertThat(file.errors()).isEmpty();
    assertThat(file.get(ConfigKey.NODE_PORT)).get().extracting(Setting::value).isEqualTo("0811");
    assertThat(file.get(ConfigKey.NODE_NAME)).get().extracting(Setting::value).isEqualTo("hà nội");
    assertThat(file.get(ConfigKey.SECRET)).get().extracting(Setting::value).isEqualTo("a #b");
  }

  @Test
  void readsAListAndATable() throws IOException {
    ConfigFile file =
        ConfigFile.read(
            write(
                """
                trusted-proxies: [10.0.0.0/8, '::1']
                geo:
                  networks:
                    10.1.0.0/16: 47.6,-122.3
                    2001:db8::/32: 39.9,116.4
                """));

    assertThat(file.errors()).isEmpty();
    assertThat(file.get(ConfigKey.TRUSTED_PROXIES))
        .get()
        .extracting(Setting::value)
        .isEqualTo("10.0.0.0/8, ::1");
    assertThat(file.get(ConfigKey.GEO_NETWORKS))
        .get()
        .extracting(Setting::value)
        .isEqualTo("10.1.0.0/16=47.6,-122.3; 2001:db8::/32=39.9,116.4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nodde: {port: 1}| legim.yaml:1: nodde: unknown key; did you mean node?",
        "node: {prot: 1}| legim.yaml:1: node.prot: unknown key; did you mean node.port?",
        "port: 1| legim.yaml:1: port: unknown key; did you mean node.port?",
        "max_upload: 1| legim.yaml:1: max_upload: unknown key; did you mean max-upload?",
        "onStop: keep| legim.yaml:1: onStop: unknown key; did you mean on-stop?",
        "\"a\\ab\": 1| legim.yaml:1: a?b: unknown key; known are node.port, node.name,",
        "node: 8080| legim.yaml:1: node: is a group and has no value; expected below it: node.port,",
        "node: [8080]| legim.yaml:1: node: is a group and has no value; expected below it:",
        "node: {port: [1]}| legim.yaml:1: node.port: is not a single value; expected a whole number",
        "node: {port: {a: 1}}| legim.yaml:1: node.port: is not a single value; expected a whole",
        "trusted-proxies: {a: b}| legim.yaml:1: trusted-proxies: is not a single value; expected",
        "trusted-proxies: [a, [b]]| legim.yaml:1: trusted-proxies: is not a single value; expected",
        "geo: {networks: [a]}| legim.yaml:1: geo.networks: is not a single value; expected networks",
        "geo: {networks: {a: }}| legim.yaml:1: geo.networks: has no value; expected networks",
        "node: {port: }| legim.yaml:1: node.port: has no value; expected a whole number",
        "secret: ''| legim.yaml:1: secret: has no value; expected text",
        "secret: !very secret| legim.yaml:1: secret: begins with a YAML anchor or tag; put",
        "secret: &very secret| legim.yaml:1: secret: begins with a YAML anchor or tag; put",
        "secret: *hidden| legim.yaml:1: is not YAML: put the value in quotes",
        "api-key: @hidden| legim.yaml:1: is not YAML: put the value in quotes",
        "[1]: 2| legim.yaml:1: a key is not plain text",
        "- 1| legim.yaml:1: has no keys; expected lines such as node.port: 8080",
        "just text| legim.yaml:1: has no keys; expected lines such as node.port: 8080",
        "'a: b: c'| legim.yaml:1: has no keys",
        "a: b: c| legim.yaml:1: is not YAML: mapping values are not allowed here",
        "node: &a {node: *a}| legim.yaml:1: node.node: unknown key",
      })
  void namesLineKeyAndRemedyOfAnError(String yaml, String expected) throws IOException {
    assertThat(errorsOf(yaml)).singleElement().asString().startsWith(expected);
  }

  @Test
  void reportsAllErrorsWithTheirLinesAtOnce() throws IOException {
    assertThat(errorsOf("node:\n  port: 1\n  port: 2\nreplica: 2\nnode.port: 3\n"))
        .containsExactly(
            "legim.yaml:3: node.port: is there twice",
            "legim.yaml:4: replica: unknown key; did you mean replicas?",
            "legim.yaml:5: node.port: is there twice");
  }

  @Test
  void refusesASecondDocument() throws IOException {
    assertThat(errorsOf("replicas: 1\n---\nreplicas: 2\n"))
        .containsExactly("legim.yaml:3: a second YAML document; a file is one node");
  }

  @ParameterizedTest
  @CsvSource({"''", "'# nothing set'", "'---'", "'~'"})
  void takesAnEmptyFileAsAllDefaults(String yaml) throws IOException {
    assertThat(errorsOf(yaml)).isEmpty();
  }

  @Test
  void refusesBytesThatAreNotUtf8() throws IOException {
    Path path = folder.resolve("legim.yaml");
    Files.write(path, "node.name: Hué".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(errors(ConfigFile.read(path))).containsExactly("legim.yaml: is not UTF-8 text");
  }

  @Test
  void refusesAFileThatIsTooLarge() throws IOException {
    String comment = "#".repeat(ConfigFile.MOST_BYTES);

    assertThat(errorsOf(comment)).isEmpty();
    assertThat(errorsOf(comment + "#"))
        .containsExactly("legim.yaml: cannot be read: it is larger than 65536 bytes");
  }

  @Test
  void survivesBracketsWithoutEnd() throws IOException {
    assertThat(errorsOf("[".repeat(ConfigFile.MOST_BYTES))).hasSize(1);
  }

  @Test
  void saysThatAFileIsMissingOrAFolder() {
    assertThat(errors(ConfigFile.read(folder.resolve("none.yaml"))))
        .containsExactly("none.yaml: does not exist");
    assertThat(ConfigFile.read(folder).errors())
        .extracting(ConfigError::message)
        .containsExactly(folder + ": cannot be read: it is a folder");
  }

  @Test
  void isNamedByThePropertyFirstAndThenByTheEnvironment() throws IOException {
    String one = write("node.port: 1").toString();
    Path two = Files.writeString(folder.resolve("two.yaml"), "node.port: 2");

    assertThat(ConfigFile.named(Map.<String, String>of()::get, Map.<String, String>of()::get))
        .isEmpty();
    assertThat(port(Map.of("legim.config", one), Map.of("LEGIM_CONFIG", two.toString())))
        .isEqualTo("1");
    assertThat(port(Map.of("legim.config", " "), Map.of("LEGIM_CONFIG", two.toString())))
        .isEqualTo("2");
  }

  @Test
  void saysWhenANameIsNoPath() {
    Optional<ConfigFile> file = ConfigFile.named(name -> "a\0b", name -> null);

    assertThat(file.orElseThrow().errors())
        .extracting(ConfigError::message)
        .containsExactly("system property legim.config: \"a?b\" is not the path of a file");
  }

  private static String port(Map<String, String> properties, Map<String, String> environment) {
    return ConfigFile.named(properties::get, environment::get)
        .flatMap(file -> file.get(ConfigKey.NODE_PORT))
        .map(Setting::value)
        .orElse("none");
  }
}

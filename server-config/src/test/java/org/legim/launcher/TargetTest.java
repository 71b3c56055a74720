package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.config.Handshake;

class TargetTest {
  private static final String KEY = "3b1f0c5d9e7a4b2c8d6f";

  @TempDir Path folder;

  @AfterEach
  void forget() {
    System.clearProperty(Handshake.CONFIG);
    System.clearProperty("legim.api-key");
  }

  private Path file(String name) throws Exception {
    return Files.writeString(
        folder.resolve(name), "node:\n  port: 3333\n  bind: 10.0.0.6\napi-key: " + KEY + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "http://10.0.0.6:3333/legim, http://10.0.0.6:3333/legim",
    "http://10.0.0.6:3333/legim/, http://10.0.0.6:3333/legim",
    "http://10.0.0.6:3333, http://10.0.0.6:3333/legim",
    "http://10.0.0.6:3333/, http://10.0.0.6:3333",
    "HTTPS://img.example/a/b, HTTPS://img.example/a/b",
    "http://[fe80::1]:81, http://[fe80::1]:81/legim",
  })
  void isAUrl(String argument, String node) throws Exception {
    assertThat(Target.of(List.of(argument)).node()).hasToString(node);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://",
        "http://a b/",
        "http://u:p@h/",
        "http://h/?a",
        "http://h/#a",
        "https://:1"
      })
  void isNoUrlWithMoreOrLessThanAnAddress(String argument) {
    assertThatThrownBy(() -> Target.of(List.of(argument)))
        .isInstanceOf(Refusal.class)
        .hasMessage("\"" + argument + "\" is not a URL, as in http://10.0.0.6:8080/legim");
  }

  @Test
  void isTheNodeOfAFileWithItsKey() throws Exception {
    Target target = Target.of(List.of(file("gateway").toString()));

    assertThat(target.node()).hasToString("http://10.0.0.6:3333/legim");
    assertThat(target.apiKey()).contains(KEY);
  }

  @Test
  void isTheNodeThatWouldBeStartedHereIfNothingIsNamed() throws Exception {
    assertThat(Target.of(List.of()).node()).hasToString("http://127.0.0.1:8080/legim");

    System.setProperty(Handshake.CONFIG, file("gateway.yaml").toString());
    assertThat(Target.of(List.of()).node()).hasToString("http://10.0.0.6:3333/legim");
  }

  @Test
  void givesNoKeyOfAnotherFileToAUrl() throws Exception {
    System.setProperty(Handshake.CONFIG, file("gateway.yaml").toString());
    assertThat(Target.of(List.of("http://10.0.0.9/")).apiKey()).isEmpty();

    System.setProperty("legim.api-key", KEY);
    assertThat(Target.of(List.of("http://10.0.0.9/")).apiKey()).contains(KEY);
  }

  @Test
  void saysWhatIsWrongWithAFile() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "node.port: x\n");

    assertThatThrownBy(() -> Target.of(List.of(wrong.toString())))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(wrong + ":1: node.port: ");
  }
}

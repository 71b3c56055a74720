package org.legim.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {

  @TempDir private Path folder;

  @Test
  void isMadeAtTheFirstStart() throws Exception {
    Identity first = Identity.start(file());

    assertThat(UUID.fromString(first.id())).hasToString(first.id());
    assertThat(UUID.fromString(first.tree())).hasToString(first.tree());
    assertThat(first.id()).isNotEqualTo(first.tree());
    assertThat(first.epoch()).isEqualTo(1);
    assertThat(first.starts()).isEqualTo(1);
  }

  @Test
  void survivesAndCountsStarts() throws Exception {
    Identity first = Identity.start(file());

    Identity.start(file());
    Identity third = Identity.start(file());

    assertThat(third).isEqualTo(new Identity(first.id(), first.tree(), first.epoch(), 3));
  }

  @Test
  void isAFileThatPeopleCanRead() throws Exception {
    Identity identity = Identity.start(file());

    assertThat(Files.readString(file()))
        .contains("\"id\": \"" + identity.id() + '"', "\"epoch\": 1", "\"starts\": 1");
  }

  @Test
  void readsAFileOfALaterVersion() throws Exception {
    Files.writeString(
        file(), "{\"id\": \"i\", \"tree\": \"t\", \"epoch\": 7, \"starts\": 4, \"key\": \"k\"}");

    assertThat(Identity.start(file())).isEqualTo(new Identity("i", "t", 7, 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"text\"",
        "{",
        "{\"id\": \"i\", \"tree\": \"t\", \"epoch\": 7, \"starts\"",
        "{}",
        "{\"id\": \"i\", \"epoch\": 1}",
        "{\"id\": \"i\", \"tree\": null, \"epoch\": 1}",
        "{\"id\": \"i\", \"tree\": \"t\", \"epoch\": 0}",
        "{\"id\": \"i\", \"tree\": \"t\", \"epoch\": \"many\"}",
        "{\"id\": {}, \"tree\": \"t\", \"epoch\": 1}",
        "\u0000\u0000\u0000\u0000"
      })
  void refusesABrokenFileAndLeavesItAsItIs(String content) throws Exception {
    Files.writeString(file(), content);

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> Identity.start(file()))
        .withMessageContaining(file() + " is not valid: ");

    assertThat(file()).hasContent(content);
  }

  @Test
  void refusesAFileThatIsNotText() throws Exception {
    Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> Identity.start(file()))
        .withMessageContaining(file().toString());
  }

  @Test
  void namesTheFileThatCannotBeWritten() {
    Path missing = folder.resolve("missing").resolve("node.json");

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> Identity.start(missing))
        .withMessageContaining(missing.toString());
  }

  private Path file() {
    return folder.resolve("node.json");
  }
}

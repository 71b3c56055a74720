package org.legim.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.link.NodeKey;

class IdentityFileTest {

  @TempDir private Path folder;

  @Test
  void isMadeAtTheFirstStart() throws Exception {
    Identity first = start();

    assertThat(UUID.fromString(first.id())).hasToString(first.id());
    assertThat(UUID.fromString(first.tree())).hasToString(first.tree());
    assertThat(first.id()).isNotEqualTo(first.tree());
    assertThat(first.epoch()).isEqualTo(1);
    assertThat(first.starts()).isEqualTo(1);
  }

  @Test
  void survivesAndCountsStarts() throws Exception {
    Identity first = start();

    start();
    Identity third = start();

    assertThat(third).isEqualTo(first.started().started());
    assertThat(third.starts()).isEqualTo(3);
  }

  @Test
  void isAFileThatPeopleCanRead() throws Exception {
    Identity identity = start();

    assertThat(Files.readString(file()))
        .contains("\"id\": \"" + identity.id() + '"', "\"epoch\": 1", "\"starts\": 1");
  }

  @Test
  void readsAFileOfAnotherVersionAndAddsWhatIsMissing() throws Exception {
    Files.writeString(
        file(), "{\"id\": \"i\", \"tree\": \"t\", \"epoch\": 7, \"starts\": 4, \"key\": \"k\"}");

    Identity identity = start();

    assertThat(identity.id()).isEqualTo("i");
    assertThat(identity.tree()).isEqualTo("t");
    assertThat(identity.epoch()).isEqualTo(7);
    assertThat(identity.starts()).isEqualTo(5);
    assertThat(NodeKey.of(identity.privateKey()).publicText()).isEqualTo(identity.publicKey());
    assertThat(start()).isEqualTo(identity.started());
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

    assertThatExceptionOfType(IdentityException.class)
        .isThrownBy(this::start)
        .withMessageContaining(file() + " is not valid: ");

    assertThat(file()).hasContent(content);
  }

  @Test
  void refusesAFileThatIsNotText() throws Exception {
    Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertThatExceptionOfType(IdentityException.class)
        .isThrownBy(this::start)
        .withMessageContaining(file().toString());
  }

  @Test
  void namesTheFileThatCannotBeWritten() {
    Path missing = folder.resolve("missing").resolve("node.json");

    assertThatExceptionOfType(IdentityException.class)
        .isThrownBy(() -> IdentityFile.start(missing, false))
        .withMessageContaining(missing.toString());
  }

  @Test
  void isReadableOnlyByItsOwner() throws Exception {
    assumeThat(file().getFileSystem().supportedFileAttributeViews()).contains("posix");

    Identity identity = start();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(identity.toString()).doesNotContain(identity.privateKey());
  }

  @Test
  void remembersWhatChanges() throws Exception {
    IdentityFile opened = IdentityFile.start(file(), true);

    opened.change(identity -> identity.joined("t2", 9, "10.0.0.6:3333/legim"));

    Identity again = IdentityFile.start(file(), true).identity();
    assertThat(again).isEqualTo(opened.identity().started());
    assertThat(again.tree()).isEqualTo("t2");
    assertThat(again.member()).isTrue();
  }

  @Test
  void refusesAMemberWithoutItsParent() throws Exception {
    IdentityFile.start(file(), true).change(was -> was.joined("t2", 9, "10.0.0.6:3333/legim"));
    String before = Files.readString(file());

    assertThatExceptionOfType(IdentityException.class)
        .isThrownBy(this::start)
        .withMessageContaining("parent.ip and parent.port")
        .withMessageContaining("10.0.0.6:3333/legim")
        .withMessageContaining("\"member\" to false")
        .withMessageContaining(file().toString());

    assertThat(file()).hasContent(before);
  }

  @Test
  void beginsATreeOfItsOwnWhereTheOperatorSaysSo() throws Exception {
    IdentityFile.start(file(), true).change(was -> was.joined("t2", 9, "10.0.0.6:3333/legim"));
    Files.writeString(
        file(), Files.readString(file()).replace("\"member\": true", "\"member\": false"));

    Identity identity = start();

    assertThat(identity.tree()).isNotEqualTo("t2");
    assertThat(identity.epoch()).isEqualTo(10);
    assertThat(identity.parent()).isNull();
    assertThat(start().tree()).isEqualTo(identity.tree());
  }

  @Test
  void refusesABrokenKey() throws Exception {
    Files.writeString(
        file(), "{\"id\": \"i\", \"tree\": \"t\", \"epoch\": 7, \"privateKey\": \"k\"}");

    assertThatExceptionOfType(IdentityException.class)
        .isThrownBy(this::start)
        .withMessageContaining(file() + " is not valid: privateKey");
  }

  private Identity start() throws IdentityException {
    return IdentityFile.start(file(), false).identity();
  }

  private Path file() {
    return folder.resolve("node.json");
  }
}

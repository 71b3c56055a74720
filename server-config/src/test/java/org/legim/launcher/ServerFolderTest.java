package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFolderTest {
  @TempDir Path data;

  @Test
  void isEmptyAtEachStartAndTouchesNothingElse() throws Exception {
    Path image = Files.createFile(data.resolve("image"));
    Path old = data.resolve("server/root/applications");
    Files.createDirectories(old);
    Files.createFile(old.resolve("legim.war"));

    try (ServerFolder folder = ServerFolder.open(data)) {
      assertThat(folder.file("root")).doesNotExist();
      assertThat(folder.folder("root")).isEmptyDirectory();
    }
    assertThat(image).exists();
  }

  @Test
  void doesNotFollowALinkOutOfItself() throws Exception {
    Path image = Files.createFile(Files.createDirectory(data.resolve("blobs")).resolve("image"));
    Files.createDirectory(data.resolve("server"));
    Files.createSymbolicLink(data.resolve("server/link"), data.resolve("blobs"));

    ServerFolder.open(data).close();

    assertThat(image).exists();
    assertThat(data.resolve("server/link")).doesNotExist();
  }

  @Test
  void belongsToOneLauncherAtATime() throws Exception {
    ServerFolder first = ServerFolder.open(data);
    Path kept = Files.createFile(first.file("kept"));

    assertThatThrownBy(() -> ServerFolder.open(data))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("node.data: another process uses " + data);
    assertThat(kept).exists();

    first.close();
    ServerFolder.open(data).close();
    assertThat(kept).doesNotExist();
  }

  @Test
  void saysThatItCannotBePrepared() throws IOException {
    Files.createFile(data.resolve("server"));

    assertThatThrownBy(() -> ServerFolder.open(data))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(data.resolve("server") + " cannot be prepared");
  }
}

package org.legim.launcher;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockCheckTest {
  @TempDir Path data;

  private FileChannel open() throws IOException {
    return FileChannel.open(data.resolve("lock"), CREATE, WRITE);
  }

  @Test
  void refusesAFolderThatIsInUse() throws IOException {
    try (FileChannel channel = open();
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(() -> LockCheck.check(data))
          .isInstanceOf(Refusal.class)
          .hasMessageStartingWith("node.data: another process uses " + data);
    }
  }

  @Test
  void letsGoOfTheLockForTheApplication() throws Exception {
    LockCheck.check(data);

    try (FileChannel channel = open();
        FileLock lock = channel.tryLock()) {
      assertThat(lock).isNotNull();
    }
  }
}

package org.legim.launcher;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;

/** No other process may use the data folder: whoever does holds the lock on its file. */
final class LockCheck {
  private LockCheck() {}

  /** Lets go of the lock at once, as the application takes it itself. */
  static void check(Path data) throws Refusal {
    try (FileChannel channel = FileChannel.open(data.resolve("lock"), CREATE, WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw inUse(data);
      }
    } catch (OverlappingFileLockException e) {
      throw inUse(data);
    } catch (IOException e) {
      throw new Refusal("node.data: %s cannot be locked: %s".formatted(data, e.getMessage()));
    }
  }

  static Refusal inUse(Path data) {
    return new Refusal(
        "node.data: another process uses %s; stop it or give this node a folder of its own"
            .formatted(data));
  }
}

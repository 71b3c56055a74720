package org.legim.launcher;

import java.nio.file.Path;

/** No other process may use the data folder: whoever does holds the lock on its file. */
final class LockCheck {
  private LockCheck() {}

  /** Lets go of the lock at once, as the application takes it itself. */
  static void check(Path data) throws Refusal {
    DataLock.take(data).close();
  }

  static Refusal inUse(Path data) {
    return new Refusal(
        "node.data: another process uses %s; stop it or give this node a folder of its own"
            .formatted(data));
  }
}

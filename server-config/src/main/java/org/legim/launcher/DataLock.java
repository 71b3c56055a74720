package org.legim.launcher;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;

/** Keeps every node out of a data folder while it is open, as a node that runs keeps others out. */
final class DataLock implements AutoCloseable {
  private final Path folder;
  private final FileChannel channel;

  private DataLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  static DataLock take(Path folder) throws Refusal {
    try {
      FileChannel channel = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
      boolean held = false;
      try {
        held = channel.tryLock() != null;
      } catch (OverlappingFileLockException e) {
        // Held in this JVM: the same answer.
      } finally {
        if (!held) {
          channel.close();
        }
      }
      if (!held) {
        throw LockCheck.inUse(folder);
      }
      return new DataLock(folder, channel);
    } catch (IOException e) {
      throw new Refusal("node.data: %s cannot be locked: %s".formatted(folder, e.getMessage()));
    }
  }

  /** The folder that is locked. */
  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

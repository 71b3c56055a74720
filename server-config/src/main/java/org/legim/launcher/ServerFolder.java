package org.legim.launcher;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * {@code <node.data>/server}: what the server needs while it runs and nobody afterwards. Payara
 * Micro would deploy an application that it finds in an old folder and then ours over it, so it is
 * fresh at each start. A lock keeps a second launcher out of it.
 */
final class ServerFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel lock;

  private ServerFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Empties the folder, once it is sure that nobody uses it. */
  static ServerFolder open(Path data) throws Refusal {
    Path path = data.resolve("server");
    try {
      Files.createDirectories(path);
      FileChannel lock = lock(path.resolve("lock"), data);
      empty(path);
      return new ServerFolder(path, lock);
    } catch (IOException | UncheckedIOException e) {
      throw new Refusal("node.data: %s cannot be prepared: %s".formatted(path, e.getMessage()));
    }
  }

  private static FileChannel lock(Path file, Path data) throws IOException, Refusal {
    FileChannel channel = FileChannel.open(file, CREATE, WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // held by another node in this JVM
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw LockCheck.inUse(data);
  }

  private static void empty(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(path) && !file.equals(path.resolve("lock"))) {
          Files.delete(file);
        }
      }
    }
  }

  /** Creates a folder in it. */
  Path folder(String name) throws IOException {
    return Files.createDirectory(path.resolve(name));
  }

  /** The path of a file in it. */
  Path file(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

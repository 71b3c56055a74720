package org.legim.launcher.demo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the demo keeps all of its nodes: a folder of its user, or a temporary one. */
final class DemoFolder implements Closeable {
  private final Path path;
  private final boolean temporary;

  private DemoFolder(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  /**
   * Creates it where it is missing.
   *
   * @param chosen a temporary one is made if none is
   */
  static DemoFolder open(Optional<Path> chosen) throws IOException {
    return chosen.isPresent()
        ? new DemoFolder(Files.createDirectories(chosen.get().toAbsolutePath()), false)
        : new DemoFolder(Files.createTempDirectory("legim-demo-"), true);
  }

  Path path() {
    return path;
  }

  /** The room on its disk, in bytes. */
  long room() throws IOException {
    return Files.getFileStore(path).getUsableSpace();
  }

  /** Deletes a temporary folder with all that is in it, and leaves another as it is. */
  @Override
  public void close() throws IOException {
    if (!temporary || !Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}

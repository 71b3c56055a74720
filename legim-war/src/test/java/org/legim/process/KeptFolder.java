package org.legim.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder of a long test below {@code target}: what the nodes had and said can be looked at when
 * the test has failed. The next run empties it.
 */
record KeptFolder(Path path) {

  /** Makes an empty one. */
  static KeptFolder of(Class<?> test) throws IOException {
    KeptFolder folder =
        new KeptFolder(Path.of("target", "process", test.getSimpleName()).toAbsolutePath());
    folder.discard();
    Files.createDirectories(folder.path());
    return folder;
  }

  /** Deletes it, as the test has not failed. */
  void discard() throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}

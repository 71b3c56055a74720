package org.legim.web.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackageInfoTest {

  private static final Path SOURCES = Path.of("src", "main", "java");

  static Stream<Path> packages() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> folders =
          files.filter(file -> file.toString().endsWith(".java")).map(Path::getParent).toList();
      return new TreeSet<>(folders).stream();
    }
  }

  @ParameterizedTest
  @MethodSource("packages")
  void saysInOneSentenceWhatAPackageIsAbout(Path folder) {
    String text = read(folder.resolve("package-info.java"));
    String sentence =
        text.substring(0, text.indexOf("*/")).replaceAll("/\\*\\*|\\n \\*|\\s+", " ").strip();

    assertThat(sentence).matches("\\p{Upper}[^.]*[^. ]\\.");
  }

  @Test
  void seesThePackages() throws IOException {
    assertThat(packages()).isNotEmpty();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

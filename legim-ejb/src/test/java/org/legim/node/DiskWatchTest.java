package org.legim.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DiskWatchTest {

  @TempDir private Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicReference<IOException> failure = new AtomicReference<>();
  private final DiskWatch watch =
      new DiskWatch(
          () -> {
            if (failure.get() != null) {
              throw failure.get();
            }
          },
          nanos::get);

  @AfterEach
  void close() {
    watch.close();
  }

  @Test
  void aDiskThatTakesWhatIsWrittenIsNotInTrouble() {
    watch.look();

    assertThat(watch.trouble()).isEmpty();
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new IOException("Read-only file system"), "Read-only file system"),
        Arguments.of(
            new FileSystemException("/srv/secret", null, "Input/output error"),
            "Input/output error"),
        Arguments.of(new AccessDeniedException("/srv/secret"), "AccessDeniedException"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void saysWhyButNotWhere(IOException thrown, String reason) {
    failure.set(thrown);
    watch.look();

    assertThat(watch.trouble()).contains("node.data cannot be written: " + reason);
  }

  @Test
  void troubleEndsWithTheNextWriteThatWorks() {
    failure.set(new IOException("Input/output error"));
    watch.look();
    failure.set(null);
    watch.look();

    assertThat(watch.trouble()).isEmpty();
  }

  @Test
  void aWriteThatDoesNotEndIsTrouble() {
    watch.look();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(70));
    assertThat(watch.trouble()).isEmpty();

    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));

    assertThat(watch.trouble())
        .contains("node.data does not answer: the last write ended 71 s ago");
  }

  @Test
  void writesOneByteOfOneFile() throws Exception {
    Path file = folder.resolve("watched");
    try (DiskWatch real = DiskWatch.over(file)) {
      real.look();
      real.look();

      assertThat(real.trouble()).isEmpty();
      assertThat(Files.size(file)).isEqualTo(1);
    }
  }

  @Test
  void seesThatAFileCannotBeWritten() throws Exception {
    Path file = Files.createDirectory(folder.resolve("watched"));
    try (DiskWatch real = DiskWatch.over(file)) {
      real.look();

      assertThat(real.trouble()).isPresent();
      assertThat(real.trouble().orElseThrow()).doesNotContain(folder.toString());
    }
  }
}

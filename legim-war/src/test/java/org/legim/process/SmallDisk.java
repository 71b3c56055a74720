package org.legim.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few hundred megabytes, which only root on Linux can make. */
final class SmallDisk implements AutoCloseable {

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Makes one; a test that may not is skipped. */
  static SmallDisk mount(Path folder, int megabytes) throws IOException {
    Files.createDirectories(folder);
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()),
        "this user may not mount a file system");
    return new SmallDisk(folder);
  }

  /** Where it is mounted. */
  Path folder() {
    return folder;
  }

  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // there is no such command
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (!run("umount", folder.toString()) && !run("umount", "--lazy", folder.toString())) {
      throw new IllegalStateException(folder + " stays mounted");
    }
  }
}

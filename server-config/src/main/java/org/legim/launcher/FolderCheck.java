package org.legim.launcher;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.legim.config.NetworkFileSystems;

/** The data folder must exist or be creatable, be writable, and lie on a disk of this machine. */
final class FolderCheck {
  private FolderCheck() {}

  static void check(Path folder) throws Refusal {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".legim", ".probe"));
      refuseNetwork(folder, Files.getFileStore(folder).type());
    } catch (FileAlreadyExistsException e) {
      throw new Refusal("node.data: " + e.getFile() + " is a file, not a folder");
    } catch (AccessDeniedException e) {
      throw new Refusal("node.data: this user may not write to " + folder);
    } catch (FileSystemException e) {
      throw new Refusal("node.data: %s cannot be used: %s".formatted(folder, reason(e)));
    } catch (IOException e) {
      throw new Refusal("node.data: %s cannot be used: %s".formatted(folder, e.getMessage()));
    }
  }

  static void refuseNetwork(Path folder, String type) throws Refusal {
    if (NetworkFileSystems.include(type)) {
      throw new Refusal(
          "node.data: %s lies on a network file system (%s), where locks and flushes cannot be"
                  .formatted(folder, type)
              + " relied on; choose a folder on a local disk");
    }
  }

  private static String reason(FileSystemException e) {
    return e.getReason() == null ? "it cannot be created" : e.getReason();
  }
}

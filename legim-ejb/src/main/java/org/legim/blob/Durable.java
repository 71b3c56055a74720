package org.legim.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * File operations that are on the disk when they return.
 *
 * <p>A file's own fsync does not cover its name: after a rename or a creation the folder has to be
 * forced too, or a power cut may take the name back.
 */
public final class Durable {

  // Windows cannot open a folder as a file; its file systems journal names by themselves.
  private static final boolean FOLDERS_CAN_BE_FORCED =
      !System.getProperty("os.name", "").startsWith("Windows");

  private static final FileAttribute<?>[] OWNER_ONLY = {
    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
  };

  private Durable() {}

  /** Replaces a small file as a whole: after a crash either the old or the new one is there. */
  public static void replace(Path file, byte[] content) throws IOException {
    replace(file, content, new FileAttribute<?>[0]);
  }

  /** Does the same, with a file that nobody but its owner may read, where files have owners. */
  public static void replacePrivate(Path file, byte[] content) throws IOException {
    boolean owned = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    replace(file, content, owned ? OWNER_ONLY.clone() : new FileAttribute<?>[0]);
  }

  private static void replace(Path file, byte[] content, FileAttribute<?>[] attributes)
      throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    // Whoever could read one that a crash left could go on reading it.
    if (!Files.isDirectory(fresh)) {
      Files.deleteIfExists(fresh);
    }
    try (FileChannel channel =
        FileChannel.open(
            fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    move(fresh, file);
  }

  /** Moves a file, whose bytes have been forced, over whatever stands at the target. */
  public static void move(Path from, Path to) throws IOException {
    rename(from, to);
    forceFolder(to.getParent());
  }

  /** The same, for who forces the folder: until then a power cut may take the name back. */
  static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Creates a folder and those above it that are missing. */
  public static void createFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      createFolders(parent);
    }
    Files.createDirectories(folder);
    if (parent != null) {
      forceFolder(parent);
    }
  }

  /** Makes sure that the bytes of a file that others have written are on the disk. */
  public static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Makes sure that the names in a folder are on the disk. */
  public static void forceFolder(Path folder) throws IOException {
    if (FOLDERS_CAN_BE_FORCED) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}

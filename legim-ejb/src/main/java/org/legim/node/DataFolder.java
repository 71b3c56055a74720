package org.legim.node;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.legim.blob.Durable;
import org.legim.config.NetworkFileSystems;

/**
 * A node's folder, and the lock that keeps two nodes from using one: taken before anything in it is
 * opened, released last.
 */
public final class DataFolder implements Closeable {

  /**
   * Marks a folder that this JVM has locked, as a system property: all that two deployments share.
   * The file must not even be opened again, as closing it gives up every lock that the process has
   * on it (fcntl(2)).
   */
  private static final String MARK = "legim.lock:";

  private final Path root;
  private final String mark;
  private final FileChannel lockFile;
  private final FileLock lock;

  private DataFolder(Path root, String mark, FileChannel lockFile, FileLock lock) {
    this.root = root;
    this.mark = mark;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * Creates the folder if it is missing, and locks it.
   *
   * @throws StartException if it cannot be used
   */
  public static DataFolder open(Path folder) throws StartException {
    Path root = folder.toAbsolutePath().normalize();
    try {
      Durable.createFolders(root);
      refuseNetwork(root);
      return lock(root);
    } catch (IOException e) {
      throw new StartException("node.data: cannot use the folder " + root + ": " + e, e);
    }
  }

  private static void refuseNetwork(Path root) throws IOException, StartException {
    String type = Files.getFileStore(root).type();
    if (NetworkFileSystems.include(type)) {
      throw new StartException(
          "node.data: "
              + root
              + " is on a network file system ("
              + type
              + "), which does not keep the promises that the catalogue needs; use a local disk");
    }
  }

  private static DataFolder lock(Path root) throws IOException, StartException {
    Path file = root.resolve("lock");
    String mark = MARK + root.toRealPath();
    if (System.getProperties().putIfAbsent(mark, "held") != null) {
      throw inUse(root, file);
    }
    FileLock lock = null;
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = tryLock(channel);
      if (lock == null) {
        throw inUse(root, file);
      }
      return new DataFolder(root, mark, channel, lock);
    } finally {
      if (lock == null) {
        System.clearProperty(mark);
      }
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this JVM, though not by a node: the same answer.
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return lock;
  }

  private static StartException inUse(Path root, Path file) {
    return new StartException(
        "node.data: " + root + " is in use by another node, which holds " + file);
  }

  /** What the node keeps of a stop under way. */
  Path drainFile() {
    return root.resolve("drain.json");
  }

  /** The node's identity. */
  Path nodeFile() {
    return root.resolve("node.json");
  }

  /** Written again and again, to see whether the disk takes it. */
  Path watchedFile() {
    return root.resolve("watched");
  }

  /** How far the search for damage has come. */
  Path scrubFile() {
    return root.resolve("scrub.json");
  }

  Path blobs() {
    return root.resolve("blobs");
  }

  Path incoming() {
    return root.resolve("incoming");
  }

  Path catalogue() {
    return root.resolve("catalogue.db");
  }

  /** Where native libraries are unpacked; created by the call. */
  Path nativeLibraries() throws IOException {
    return Files.createDirectories(root.resolve("native"));
  }

  /** The folder itself. */
  public Path root() {
    return root;
  }

  @Override
  public void close() throws IOException {
    try (lockFile) {
      lock.release();
    } finally {
      System.clearProperty(mark);
    }
  }
}

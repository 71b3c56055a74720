package org.legim.node;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import org.legim.blob.Durable;

/**
 * A node's folder, and the lock that keeps two nodes from using one: taken before anything in it is
 * opened, released last.
 */
public final class DataFolder implements Closeable {

  // On these a lock may be a local one, and an fsync may not reach the disk.
  private static final Set<String> NETWORK_FILE_SYSTEMS =
      Set.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb",
          "smb2",
          "smb3",
          "smbfs",
          "afpfs",
          "webdav",
          "9p",
          "ceph",
          "glusterfs",
          "lustre",
          "fuse.sshfs",
          "fuse.s3fs",
          "fuse.glusterfs");

  private final Path root;
  private final FileChannel lockFile;
  private final FileLock lock;

  private DataFolder(Path root, FileChannel lockFile, FileLock lock) {
    this.root = root;
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
    String type = Files.getFileStore(root).type().toLowerCase(Locale.ROOT);
    if (NETWORK_FILE_SYSTEMS.contains(type)) {
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
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very JVM: the same answer.
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      throw new StartException(
          "node.data: " + root + " is in use by another node, which holds " + file);
    }
    return new DataFolder(root, channel, lock);
  }

  /** The node's identity. */
  Path nodeFile() {
    return root.resolve("node.json");
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
    lock.release();
    lockFile.close();
  }
}

package org.legim.launcher;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** The data folder must exist or be creatable, be writable, and lie on a disk of this machine. */
final class FolderCheck {
  /**
   * As {@link java.nio.file.FileStore#type()} names them; virtual disks of machines are no such.
   */
  private static final Pattern NETWORK =
      Pattern.compile(
          "nfs\\d*|cifs|smb\\d*|smbfs|afp(fs|s)?|afs|webdav|davfs\\d*|ceph|glusterfs|lustre|beegfs"
              + "|ncpfs|fuse\\.(sshfs|glusterfs|ceph|s3fs|goofys|rclone|davfs|smbnetfs|cephfs)");

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
    if (NETWORK.matcher(type.toLowerCase(Locale.ROOT)).matches()) {
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

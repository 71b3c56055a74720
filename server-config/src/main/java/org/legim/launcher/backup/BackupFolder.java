package org.legim.launcher.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The names of files in a backup, which are those in a node's folder, and how they are handled. */
final class BackupFolder {
  static final String CATALOGUE = "catalogue.db";
  static final String NODE = "node.json";
  static final String DRAIN = "drain.json";
  static final String MANIFEST = "backup.json";

  private BackupFolder() {}

  /** Creates a folder that only its owner may look into: a backup has the node's private key. */
  static void create(Path folder) throws IOException {
    boolean owned = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    Files.createDirectory(
        folder,
        owned
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0]);
  }

  /** The SHA-256 of a file, in hexadecimal digits. */
  static String sha256(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
      bytes.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Deletes a file, or an empty folder, of which it is no harm if it stays. */
  static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  /** What went wrong, in a few words; the exception of a file often says no more than its name. */
  static String reason(IOException e) {
    return e instanceof FileSystemException f && f.getReason() == null
        ? e.getClass().getSimpleName() + ": " + f.getFile()
        : String.valueOf(e.getMessage());
  }
}

package org.legim.blob;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The two levels of folders that blobs lie in, {@code ab/cd}, created when the first blob comes.
 *
 * <p>A file in a folder that a power cut takes back is lost, however well it was forced itself: so
 * the names of new folders are forced with that of their first blob.
 */
final class ShardFolders {

  private final Path root;
  private final Object key;
  private final ConcurrentMap<String, Outer> outers = new ConcurrentHashMap<>();

  ShardFolders(Path root) throws IOException {
    this.root = root;
    this.key = keyOf(root);
  }

  private static Object keyOf(Path folder) throws IOException {
    return Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
  }

  /**
   * To be asked before a file that is missing is taken for lost.
   *
   * @throws IOException if there is nothing at all, or all is another folder than at the start:
   *     then it is rather the disk that is missing
   */
  void requireTheSame() throws IOException {
    if (!Objects.equals(keyOf(root), key)) {
      throw new IOException(root + " is another folder than at the start: is its disk mounted?");
    }
    try (DirectoryStream<Path> any = Files.newDirectoryStream(root)) {
      if (!any.iterator().hasNext()) {
        throw new IOException(root + " is empty: is its disk mounted?");
      }
    }
  }

  /** Where the blob lies, if it is there. */
  Path of(Sha256 hash) {
    return root.resolve(hash.outerShard()).resolve(hash.innerShard());
  }

  /** Where the blob is to lie; the folder is there, but a power cut may still take it back. */
  Path create(Sha256 hash) throws IOException {
    outers.computeIfAbsent(hash.outerShard(), Outer::new).create(hash.innerShard());
    return of(hash);
  }

  /**
   * Puts the name of a blob on the disk, and those of its folders where they are new. The blob's
   * comes first: it takes theirs along where the file system keeps one journal.
   */
  void force(Sha256 hash) throws IOException {
    Durable.forceFolder(of(hash));
    outers.get(hash.outerShard()).force(hash.innerShard());
  }

  private final class Outer {
    private final Path folder;
    private final Set<String> durable = new HashSet<>();
    private boolean opened;

    Outer(String name) {
      this.folder = root.resolve(name);
    }

    synchronized void create(String inner) throws IOException {
      open();
      if (!durable.contains(inner)) {
        Files.createDirectories(folder.resolve(inner));
      }
    }

    void force(String inner) throws IOException {
      if (!isDurable(inner)) {
        Durable.forceFolder(folder);
        setDurable(inner);
      }
    }

    private synchronized boolean isDurable(String inner) {
      return durable.contains(inner);
    }

    private synchronized void setDurable(String inner) {
      durable.add(inner);
    }

    // A crash may have come between the creation and the force of what an earlier run created:
    // force all of it once.
    private void open() throws IOException {
      if (opened) {
        return;
      }
      Files.createDirectories(folder);
      Durable.forceFolder(root);
      Set<String> found = new HashSet<>();
      try (DirectoryStream<Path> inners = Files.newDirectoryStream(folder, Files::isDirectory)) {
        inners.forEach(inner -> found.add(String.valueOf(inner.getFileName())));
      }
      Durable.forceFolder(folder);
      durable.addAll(found);
      opened = true;
    }
  }
}

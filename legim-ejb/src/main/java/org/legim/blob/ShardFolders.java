package org.legim.blob;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The two levels of folders that blobs lie in, {@code ab/cd}, created when the first blob comes.
 *
 * <p>A folder counts as there only once its name has been forced to the disk: a file in a folder
 * that a power cut takes back is lost, however well it was forced itself.
 */
final class ShardFolders {

  private final Path root;
  private final ConcurrentMap<String, Outer> outers = new ConcurrentHashMap<>();

  ShardFolders(Path root) {
    this.root = root;
  }

  /** Where the blob lies, if it is there. */
  Path of(Sha256 hash) {
    return root.resolve(hash.outerShard()).resolve(hash.innerShard());
  }

  /** Where the blob is to lie; the folder is on the disk when this returns. */
  Path create(Sha256 hash) throws IOException {
    outers.computeIfAbsent(hash.outerShard(), Outer::new).create(hash.innerShard());
    return of(hash);
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
        Durable.forceFolder(folder);
        durable.add(inner);
      }
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

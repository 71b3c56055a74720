package org.legim.blob;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Blobs that were set aside because their bytes are not those of their name: {@code damaged/abcd…},
 * and {@code abcd….1} where the same blob was damaged again. Nothing here is ever read or removed
 * by the node; an operator may want what is left of an image.
 */
public final class DamagedFiles {

  /** Of one blob at most so many; then the newest replaces the last. */
  static final int MOST_OF_ONE = 3;

  private static final int HASH_LENGTH = 64;

  private final Path folder;

  DamagedFiles(Path folder) {
    this.folder = folder;
  }

  /** Takes a file away from where it is, durably; returns where it is now. */
  Path take(Path file) throws IOException {
    Durable.createFolders(folder);
    Path target = target(String.valueOf(file.getFileName()));
    Durable.move(file, target);
    // A power cut must not bring back the old name either: a sweep would unlink the file.
    Durable.forceFolder(file.toAbsolutePath().getParent());
    return target;
  }

  private Path target(String name) {
    Path target = folder.resolve(name);
    for (int copy = 1; copy < MOST_OF_ONE && Files.exists(target); copy++) {
      target = folder.resolve(name + "." + copy);
    }
    return target;
  }

  /** How many files there are. */
  public int count() throws IOException {
    return names().size();
  }

  /** Which blobs they were. */
  public Set<Sha256> hashes() throws IOException {
    Set<Sha256> hashes = new TreeSet<>((a, b) -> a.hex().compareTo(b.hex()));
    names().forEach(name -> hashes.add(new Sha256(name.substring(0, HASH_LENGTH))));
    return hashes;
  }

  private List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (name.length() >= HASH_LENGTH && Sha256.isValid(name.substring(0, HASH_LENGTH))) {
          names.add(name);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    return names;
  }
}

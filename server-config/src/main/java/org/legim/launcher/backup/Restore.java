package org.legim.launcher.backup;

import static org.legim.launcher.backup.BackupFolder.CATALOGUE;
import static org.legim.launcher.backup.BackupFolder.DRAIN;
import static org.legim.launcher.backup.BackupFolder.MANIFEST;
import static org.legim.launcher.backup.BackupFolder.NODE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.legim.blob.Durable;

/**
 * Puts a backup back into the folder of a node that does not run; whoever calls holds its lock.
 *
 * <p>Until the last step, a rename, the node's folder has its former catalogue or none; a restore
 * that was interrupted is repeated.
 */
public final class Restore {
  private static final List<String> ENDS = List.of("", "-wal", "-shm", "-journal");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final CatalogueLibrary library;
  private final Clock clock;

  /**
   * @param library makes a copy of a catalogue fit to be one again
   * @param clock gives the former catalogue its name
   */
  public Restore(CatalogueLibrary library, Clock clock) {
    this.library = library;
    this.clock = clock;
  }

  /**
   * What was done.
   *
   * @param taken when the backup was made, as ISO 8601 has it
   * @param images how many images are on record in it
   * @param former where the former catalogue is now, if there was one
   */
  public record Restored(String taken, long images, Optional<Path> former) {}

  /**
   * Puts a backup in the place of a node's catalogue, durably. Where the folder has no identity,
   * that of the backup comes with it.
   *
   * @param source the backup
   * @param data the node's folder
   */
  public Restored put(Path source, Path data) throws BackupException {
    Manifest manifest = read(source);
    checkOwner(manifest, source, data.resolve(NODE));
    Path staged = data.resolve(CATALOGUE + ".restoring");
    try {
      removeAll(staged);
      Files.copy(source.resolve(CATALOGUE), staged);
      Durable.force(staged);
      long images = library.renew(staged).images();
      if (!Files.exists(data.resolve(NODE))) {
        putIdentity(manifest, source, data);
      }
      Optional<Path> former = putAside(data.resolve(CATALOGUE));
      Durable.move(staged, data.resolve(CATALOGUE));
      return new Restored(manifest.taken(), images, former);
    } catch (IOException e) {
      throw new BackupException(
          "%s cannot be restored to %s: %s".formatted(source, data, BackupFolder.reason(e)), e);
    } finally {
      removeQuietly(staged);
    }
  }

  private static Manifest read(Path source) throws BackupException {
    Path file = source.resolve(MANIFEST);
    try {
      Manifest manifest =
          Manifest.of(Files.readString(file))
              .orElseThrow(
                  () -> new BackupException(file + " is not the manifest of a backup of Legim's"));
      for (Map.Entry<String, String> each : manifest.sha256().entrySet()) {
        check(source.resolve(each.getKey()), each.getValue());
      }
      if (!manifest.sha256().keySet().containsAll(List.of(CATALOGUE, NODE))) {
        throw new BackupException("%s does not list %s and %s".formatted(file, CATALOGUE, NODE));
      }
      return manifest;
    } catch (NoSuchFileException e) {
      throw new BackupException(
          "%s is no backup, or was not finished: %s is missing".formatted(source, e.getFile()));
    } catch (IOException e) {
      throw new BackupException(source + " cannot be read: " + BackupFolder.reason(e), e);
    }
  }

  private static void check(Path file, String sha256) throws IOException, BackupException {
    String found = BackupFolder.sha256(file);
    if (!found.equals(sha256)) {
      throw new BackupException(
          "%s is damaged: its SHA-256 is %s, and was %s".formatted(file, found, sha256));
    }
  }

  private static void checkOwner(Manifest manifest, Path source, Path node) throws BackupException {
    if (!Files.exists(node)) {
      return;
    }
    NodeIds present = NodeIds.read(node);
    if (!present.node().equals(manifest.node())) {
      throw new BackupException(
          "%s is a backup of node %s, but %s is that of node %s"
              .formatted(source, manifest.node(), node, present.node()));
    }
    if (!present.tree().equals(manifest.tree())) {
      throw new BackupException(
          ("%s is of when the node belonged to tree %s; it belongs to %s now, whose gateway gives"
                  + " it what it lacks if it starts without a catalogue")
              .formatted(source, manifest.tree(), present.tree()));
    }
  }

  /** The file that says who the node is comes last: with it the folder is the node's. */
  private static void putIdentity(Manifest manifest, Path source, Path data) throws IOException {
    if (manifest.sha256().containsKey(DRAIN)) {
      Durable.replace(data.resolve(DRAIN), Files.readAllBytes(source.resolve(DRAIN)));
    }
    Durable.replacePrivate(data.resolve(NODE), Files.readAllBytes(source.resolve(NODE)));
  }

  /**
   * Renames a catalogue with the files that belong to it. It goes first: its log beside another
   * catalogue would be taken for that one's, and without a catalogue is ignored.
   */
  private Optional<Path> putAside(Path catalogue) throws IOException {
    String name = CATALOGUE + ".before-restore-" + STAMP.format(clock.instant());
    Path aside = catalogue.resolveSibling(name);
    boolean any = false;
    for (String end : ENDS) {
      Path file = catalogue.resolveSibling(CATALOGUE + end);
      if (Files.exists(file)) {
        Files.move(file, aside.resolveSibling(name + end));
        Durable.forceFolder(catalogue.toAbsolutePath().getParent());
        any = true;
      }
    }
    return any ? Optional.of(aside) : Optional.empty();
  }

  private static void removeAll(Path file) throws IOException {
    for (String end : ENDS) {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + end));
    }
  }

  private static void removeQuietly(Path file) {
    for (String end : ENDS) {
      BackupFolder.deleteQuietly(file.resolveSibling(file.getFileName() + end));
    }
  }
}

package org.legim.launcher.backup;

import static org.legim.launcher.backup.BackupFolder.CATALOGUE;
import static org.legim.launcher.backup.BackupFolder.DRAIN;
import static org.legim.launcher.backup.BackupFolder.MANIFEST;
import static org.legim.launcher.backup.BackupFolder.NODE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.legim.blob.Durable;

/**
 * Makes a backup of what a node knows: its catalogue, and who it is. The images are plain files
 * that never change, and are copied as such.
 */
public final class Backup {
  private final CatalogueLibrary library;
  private final Clock clock;

  /**
   * @param library copies the catalogue
   * @param clock says when the backup is made
   */
  public Backup(CatalogueLibrary library, Clock clock) {
    this.library = library;
    this.clock = clock;
  }

  /**
   * Backs a node up, which may be running. The backup is on the disk when this returns; if it
   * fails, nothing is left of it.
   *
   * @param data the node's folder
   * @param target a folder that does not exist
   * @return how many images are on record
   */
  public long take(Path data, Path target) throws BackupException {
    for (String name : List.of(CATALOGUE, NODE)) {
      if (!Files.isRegularFile(data.resolve(name))) {
        throw new BackupException(
            "there is no node in %s, as %s is missing; is it another node.data?"
                .formatted(data, name));
      }
    }
    try {
      BackupFolder.create(target);
    } catch (FileAlreadyExistsException e) {
      throw new BackupException(target + " exists already; a backup never overwrites anything");
    } catch (NoSuchFileException e) {
      throw new BackupException(target + " cannot be created: the folder above it is missing");
    } catch (IOException e) {
      throw new BackupException(target + " cannot be created: " + BackupFolder.reason(e), e);
    }
    boolean done = false;
    try {
      long images = fill(data, target);
      done = true;
      return images;
    } catch (IOException e) {
      throw new BackupException(target + " cannot be written: " + BackupFolder.reason(e), e);
    } finally {
      if (!done) {
        remove(target);
      }
    }
  }

  private long fill(Path data, Path target) throws BackupException, IOException {
    String taken = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    CatalogueLibrary.Contents contents =
        library.copy(data.resolve(CATALOGUE), target.resolve(CATALOGUE));
    // After the catalogue: what its epoch is, the node has noted by then.
    Durable.replacePrivate(target.resolve(NODE), Files.readAllBytes(data.resolve(NODE)));
    try {
      Durable.replace(target.resolve(DRAIN), Files.readAllBytes(data.resolve(DRAIN)));
    } catch (NoSuchFileException e) {
      // The node is not leaving.
    }
    NodeIds ids = NodeIds.read(target.resolve(NODE));
    Map<String, String> hashes = new TreeMap<>();
    for (String name : List.of(CATALOGUE, NODE, DRAIN)) {
      if (Files.exists(target.resolve(name))) {
        hashes.put(name, BackupFolder.sha256(target.resolve(name)));
      }
    }
    Manifest manifest =
        new Manifest(taken, ids.node(), ids.tree(), contents.schema(), contents.images(), hashes);
    Durable.replace(target.resolve(MANIFEST), manifest.toJson().getBytes(StandardCharsets.UTF_8));
    Durable.forceFolder(target.toAbsolutePath().getParent());
    return contents.images();
  }

  /** Best effort; without a manifest nobody takes what is left for a backup. */
  private static void remove(Path target) {
    for (String name : List.of(MANIFEST, DRAIN, NODE, CATALOGUE, CATALOGUE + "-journal")) {
      BackupFolder.deleteQuietly(target.resolve(name));
    }
    BackupFolder.deleteQuietly(target);
  }
}

package org.legim.launcher;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.legim.launcher.backup.BackupException;
import org.legim.launcher.backup.CatalogueLibrary;
import org.legim.launcher.backup.Restore;

/** Puts a backup back into the folder of a node of this machine that does not run. */
final class RestoreCommand implements Command {
  private static final String FORM = "SOURCE [FILE]";

  private final Optional<CatalogueLibrary> library;

  /**
   * @param library makes the backup fit to be used; without it the application's
   */
  RestoreCommand(Optional<CatalogueLibrary> library) {
    this.library = library;
  }

  @Override
  public String name() {
    return "restore";
  }

  @Override
  public Usage usage() {
    return new Usage(name() + " " + FORM, "put a backup back; the node must not run");
  }

  @Override
  public ExitCode run(List<String> arguments, Terminal terminal) throws Refusal {
    BackupArguments folders = BackupArguments.of(name(), FORM, arguments);
    Restore restore = new Restore(BackupArguments.library(library), Clock.systemUTC());
    FolderCheck.check(folders.data());
    try (DataLock lock = DataLock.take(folders.data())) {
      Restore.Restored restored = restore.put(folders.backup(), lock.folder());
      terminal.say(
          "%s has the catalogue of %s, with %d images"
              .formatted(folders.data(), restored.taken(), restored.images()));
      restored.former().ifPresent(former -> terminal.say("the former one is " + former));
      return ExitCode.STOPPED;
    } catch (BackupException e) {
      terminal.complain(e.getMessage());
      return ExitCode.FAILED;
    }
  }
}

package org.legim.launcher;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.legim.launcher.backup.Backup;
import org.legim.launcher.backup.BackupException;
import org.legim.launcher.backup.CatalogueLibrary;

/** Backs up what a node of this machine knows, while it runs or not. */
final class BackupCommand implements Command {
  private static final String FORM = "TARGET [FILE]";

  private final Optional<CatalogueLibrary> library;

  /**
   * @param library copies the catalogue; without it the application's
   */
  BackupCommand(Optional<CatalogueLibrary> library) {
    this.library = library;
  }

  @Override
  public String name() {
    return "backup";
  }

  @Override
  public Usage usage() {
    return new Usage(name() + " " + FORM, "copy the catalogue of a node here to a new folder");
  }

  @Override
  public ExitCode run(List<String> arguments, Terminal terminal) throws Refusal {
    BackupArguments folders = BackupArguments.of(name(), FORM, arguments);
    Path target = folders.backup();
    Backup backup = new Backup(BackupArguments.library(library), Clock.systemUTC());
    try {
      long images = backup.take(folders.data(), target);
      terminal.say(
          "%s has the catalogue of %s, with %d images; their bytes are the files in %s"
              .formatted(target, folders.data(), images, folders.data().resolve("blobs")));
      return ExitCode.STOPPED;
    } catch (BackupException e) {
      terminal.complain(e.getMessage());
      return ExitCode.FAILED;
    }
  }
}

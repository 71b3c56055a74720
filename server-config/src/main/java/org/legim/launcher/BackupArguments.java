package org.legim.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.legim.launcher.backup.CatalogueLibrary;
import org.legim.launcher.backup.WarLibrary;

/**
 * What {@code backup} and {@code restore} are told: two folders, that of a backup and that of a
 * node.
 *
 * @param backup the folder of the backup
 * @param data the folder of the node
 */
record BackupArguments(Path backup, Path data) {
  private static final int MOST_WORDS = 2;

  /** What the arguments of a command name: a folder and, if it is not the default, a file. */
  static BackupArguments of(String command, String form, List<String> arguments) throws Refusal {
    if (arguments.isEmpty() || arguments.get(0).isBlank()) {
      throw new Refusal("%s needs a folder; it is ./legim %s %s".formatted(command, command, form));
    }
    if (arguments.size() > MOST_WORDS) {
      throw new Refusal("one file describes one node; \"" + arguments.get(2) + "\" is too much");
    }
    Optional<String> file = arguments.stream().skip(1).findFirst();
    Path data = Configuration.read(Configuration.file(file)).data();
    try {
      return new BackupArguments(Path.of(arguments.get(0)).toAbsolutePath().normalize(), data);
    } catch (InvalidPathException e) {
      throw new Refusal("\"" + arguments.get(0) + "\" is not the path of a folder");
    }
  }

  /** What is given, or the application's own. */
  static CatalogueLibrary library(Optional<CatalogueLibrary> given) throws Refusal {
    return given.isPresent() ? given.get() : new WarLibrary(Installation.find().war());
  }
}

package org.legim.launcher;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.launcher.backup.BackupException;
import org.legim.launcher.backup.CatalogueLibrary;

/** Backup and restore, with texts for catalogues; {@code BackupIT} has real ones. */
class BackupCommandsTest {
  private static final String DAMAGED = "damaged";

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path data;
  private Path config;
  private Path target;

  @BeforeEach
  void createNode() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    target = folder.resolve("backup");
    config = folder.resolve("node.yaml");
    Files.writeString(config, "node:\n  data: '" + data + "'\n");
    Files.writeString(data.resolve("node.json"), "{\"id\": \"n1\", \"tree\": \"t1\"}");
    Files.writeString(data.resolve("catalogue.db"), "old");
  }

  @Test
  void aBackupHoldsTheCatalogueAndWhoTheNodeIs() throws Exception {
    Files.writeString(data.resolve("drain.json"), "{}");

    assertThat(run("backup", target, config)).isEqualTo(ExitCode.STOPPED);

    assertThat(names(target))
        .containsExactlyInAnyOrder("backup.json", "catalogue.db", "drain.json", "node.json");
    assertThat(target.resolve("catalogue.db")).hasContent("old");
    assertThat(lines(out))
        .containsExactly(
            "legim: %s has the catalogue of %s, with 3 images; their bytes are the files in %s"
                .formatted(target, data, data.resolve("blobs")));
    assertThat(lines(err)).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseMayLookIntoABackup() throws Exception {
    run("backup", target, config);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rwx------");
  }

  @Test
  void aBackupNeverOverwrites() throws Exception {
    Files.createDirectory(target);

    assertThat(run("backup", target, config)).isEqualTo(ExitCode.FAILED);

    assertThat(lines(err))
        .containsExactly(
            "legim: " + target + " exists already; a backup never overwrites anything");
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void aBackupThatFailsLeavesNothing() throws Exception {
    Files.writeString(data.resolve("catalogue.db"), DAMAGED);

    assertThat(run("backup", target, config)).isEqualTo(ExitCode.FAILED);

    assertThat(lines(err)).containsExactly("legim: it is damaged");
    assertThat(target).doesNotExist();
  }

  @Test
  void aBackupNeedsANode() throws Exception {
    Files.delete(data.resolve("node.json"));

    assertThat(run("backup", target, config)).isEqualTo(ExitCode.FAILED);

    assertThat(lines(err))
        .containsExactly(
            "legim: there is no node in %s, as node.json is missing; is it another node.data?"
                .formatted(data));
    assertThat(target).doesNotExist();
  }

  @Test
  void aRestoreKeepsTheFormerCatalogueWithItsLog() throws Exception {
    run("backup", target, config);
    Files.writeString(data.resolve("catalogue.db"), "new");
    Files.writeString(data.resolve("catalogue.db-wal"), "newest");
    Files.writeString(
        data.resolve("node.json"), "{\"id\": \"n1\", \"tree\": \"t1\", \"starts\": 9}");
    out.reset();

    assertThat(run("restore", target, config)).isEqualTo(ExitCode.STOPPED);

    assertThat(data.resolve("catalogue.db")).hasContent("old, renewed");
    assertThat(data.resolve("node.json")).content().contains("9");
    List<String> former =
        names(data).stream().filter(name -> name.contains(".before-restore-")).toList();
    assertThat(former).hasSize(2);
    assertThat(data.resolve(former.get(0))).hasContent("new");
    assertThat(former.get(1)).isEqualTo(former.get(0) + "-wal");
    assertThat(names(data)).hasSize(5).contains("lock").doesNotContain("catalogue.db-wal");
    assertThat(lines(out))
        .hasSize(2)
        .satisfies(
            lines -> assertThat(lines.get(0)).startsWith("legim: " + data).endsWith("3 images"))
        .contains("legim: the former one is " + data.resolve(former.get(0)));
  }

  @Test
  void aRestoreBringsBackWhoTheNodeWasToAnEmptyFolder() throws Exception {
    Files.writeString(data.resolve("drain.json"), "{}");
    run("backup", target, config);
    for (String name : names(data)) {
      Files.delete(data.resolve(name));
    }
    Files.delete(data);

    assertThat(run("restore", target, config)).isEqualTo(ExitCode.STOPPED);

    assertThat(names(data))
        .containsExactlyInAnyOrder("lock", "node.json", "drain.json", "catalogue.db");
    assertThat(data.resolve("node.json")).content().contains("n1");
  }

  @Test
  void aRestoreThatWasInterruptedIsRepeated() throws Exception {
    run("backup", target, config);
    Files.delete(data.resolve("catalogue.db"));
    Files.writeString(data.resolve("catalogue.db.restoring"), "ol");
    Files.writeString(data.resolve("catalogue.db.restoring-wal"), "half");

    assertThat(run("restore", target, config)).isEqualTo(ExitCode.STOPPED);

    assertThat(names(data)).containsExactlyInAnyOrder("lock", "node.json", "catalogue.db");
  }

  @Test
  void aNodeThatRunsIsNotTouched() throws Exception {
    run("backup", target, config);
    try (FileChannel channel = FileChannel.open(data.resolve("lock"), CREATE, WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();

      assertThat(run("restore", target, config)).isEqualTo(ExitCode.REFUSED);
    }
    assertThat(lines(err)).hasSize(1).first().asString().contains("another process uses " + data);
    assertThat(data.resolve("catalogue.db")).hasContent("old");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "backup.json  | -             | is no backup, or was not finished: ",
        "backup.json  | {}            | is not the manifest of a backup of Legim's",
        "catalogue.db | older         | is damaged: its SHA-256 is ",
        "node.json    | -             | is no backup, or was not finished: ",
      })
  void whatIsNoBackupIsNotPutBack(String file, String content, String why) throws Exception {
    run("backup", target, config);
    if (content.equals("-")) {
      Files.delete(target.resolve(file));
    } else {
      Files.writeString(target.resolve(file), content);
    }

    assertThat(run("restore", target, config)).isEqualTo(ExitCode.FAILED);

    assertThat(lines(err)).hasSize(1).first().asString().contains(why);
    assertThat(data.resolve("catalogue.db")).hasContent("old");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\": \"n2\", \"tree\": \"t1\"} | is a backup of node n1, but ",
        "{\"id\": \"n1\", \"tree\": \"t2\"} | is of when the node belonged to tree t1; ",
        "{}                                 | id or tree is missing",
      })
  void theBackupOfAnotherNodeIsNotPutBack(String node, String why) throws Exception {
    run("backup", target, config);
    Files.writeString(data.resolve("node.json"), node);

    assertThat(run("restore", target, config)).isEqualTo(ExitCode.FAILED);

    assertThat(lines(err)).hasSize(1).first().asString().contains(why);
    assertThat(data.resolve("catalogue.db")).hasContent("old");
  }

  @Test
  void aCatalogueThatCannotBeUsedIsNotPutBack() throws Exception {
    Files.writeString(data.resolve("catalogue.db"), "later version");
    run("backup", target, config);

    assertThat(run("restore", target, config)).isEqualTo(ExitCode.FAILED);

    assertThat(names(data)).containsExactlyInAnyOrder("lock", "node.json", "catalogue.db");
    assertThat(data.resolve("catalogue.db")).hasContent("later version");
  }

  @ParameterizedTest
  @CsvSource({
    "backup,          backup needs a folder; it is ./legim backup TARGET [FILE]",
    "restore,         restore needs a folder; it is ./legim restore SOURCE [FILE]",
    "backup a b.yaml c, one file describes one node; \"c\" is too much"
  })
  void wrongUseIsRefused(String arguments, String line) {
    assertThat(run(List.of(arguments.split(" ")))).isEqualTo(ExitCode.REFUSED);
    assertThat(lines(err)).containsExactly("legim: " + line);
  }

  private ExitCode run(String command, Path backup, Path file) {
    return run(List.of(command, backup.toString(), file.toString()));
  }

  private ExitCode run(List<String> arguments) {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new CommandLine(terminal, Operator.here(), Optional.of(new Texts())).run(arguments);
  }

  private static List<String> lines(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static final class Texts implements CatalogueLibrary {
    @Override
    public Contents copy(Path catalogue, Path copy) throws BackupException {
      try {
        Files.copy(catalogue, copy);
        if (Files.readString(copy).equals(DAMAGED)) {
          throw new BackupException("it is damaged");
        }
        return new Contents("4", 3);
      } catch (IOException e) {
        throw new BackupException(e.toString());
      }
    }

    @Override
    public Contents renew(Path copy) throws BackupException {
      try {
        String text = Files.readString(copy);
        if (text.equals("later version")) {
          throw new BackupException("it is of a later version");
        }
        Files.writeString(copy, text + ", renewed");
        return new Contents("4", 3);
      } catch (IOException e) {
        throw new BackupException(e.toString());
      }
    }
  }
}

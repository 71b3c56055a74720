package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.legim.catalogue.CatalogueFixture.all;
import static org.legim.catalogue.CatalogueFixture.image;
import static org.legim.image.WriteCondition.NONE;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DatabaseTest {

  @TempDir private Path folder;

  @Test
  void isOnTheDiskWhenACommitReturns() {
    try (Database database = Database.open(file(), folder)) {
      for (Jdbi jdbi : new Jdbi[] {database.writing(), database.reading()}) {
        assertThat(pragma(jdbi, "journal_mode")).isEqualTo("wal");
        // 2 is FULL: NORMAL may lose the last commits in a power cut.
        assertThat(pragma(jdbi, "synchronous")).isEqualTo("2");
        assertThat(pragma(jdbi, "busy_timeout")).isEqualTo("10000");
      }
    }
  }

  @Test
  void hasTheSchemaOfThisVersion() {
    Database.open(file(), folder).close();

    assertThat(
            CatalogueFile.rows(
                folder, "select version from flyway_schema_history where success order by 1"))
        .containsExactly("1", "2", "3", Database.SCHEMA);
    assertThat(
            CatalogueFile.rows(
                folder,
                "select name from sqlite_master where type = 'table' and name not like 'flyway%'"
                    + " order by name"))
        .containsExactly(
            "deletion",
            "drain",
            "drain_tally",
            "handed_over",
            "holder",
            "image",
            "node_order",
            "prepared_write",
            "reported",
            "revision",
            "roster",
            "state",
            "tally",
            "upload_key");
  }

  @Test
  void refusesASchemaThatANewerVersionMade() {
    Database.open(file(), folder).close();
    CatalogueFile.execute(
        folder,
        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
            + " checksum, installed_by, execution_time, success)"
            + " values (5, '5', 'later', 'SQL', 'V5__later.sql', 1, '', 1, 1)");

    assertThatExceptionOfType(CatalogueException.class)
        .isThrownBy(() -> Database.open(file(), folder))
        .withMessageContainingAll(file().toString(), "schema 5", "needs 4");
  }

  @Test
  void namesTheFileThatIsNotADatabase() throws IOException {
    Files.writeString(file(), "this is not a database, though it is as long as one".repeat(100));

    assertThatExceptionOfType(CatalogueException.class)
        .isThrownBy(() -> Database.open(file(), folder))
        .withMessageContainingAll(file().toString(), "not a database")
        .matches(e -> !e.isDiskFull());
  }

  @Test
  void namesTheFolderThatIsMissing() {
    Path missing = folder.resolve("missing").resolve("catalogue.db");

    assertThatExceptionOfType(CatalogueException.class)
        .isThrownBy(() -> Database.open(missing, folder))
        .withMessageContaining(missing.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"100% images", "what?cache=shared", "a#b", "năm;mode=memory", "file:x"})
  void staysInAFolderOfAnyName(String name) throws Exception {
    // In the locale "C" a JVM can name no file beyond ASCII.
    assumeThat(Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode(name))
        .isTrue();
    Path odd = Files.createDirectory(folder.resolve(name));

    try (SqliteCatalogue catalogue = CatalogueFixture.open(odd)) {
      catalogue.put("a", image(1), NONE);
      assertThat(odd.resolve("catalogue.db")).isNotEmptyFile();
    }

    try (SqliteCatalogue catalogue = CatalogueFixture.open(odd)) {
      assertThat(catalogue.find("a")).isPresent();
    }
    try (Stream<Path> beside = Files.list(folder)) {
      assertThat(beside).filteredOn(Files::isDirectory).containsExactly(odd);
    }
  }

  @Test
  void hasAllThatWasCommittedAfterAnAbruptEnd() throws Exception {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    try (SqliteCatalogue catalogue = CatalogueFixture.open(folder)) {
      for (int i = 0; i < 100; i++) {
        catalogue.put("image-" + i, image(i % 7), NONE);
      }
      catalogue.delete("image-0", NONE);
      // As a power cut would leave them; -shm is rebuilt.
      Files.copy(file(), copy.resolve("catalogue.db"));
      Files.copy(folder.resolve("catalogue.db-wal"), copy.resolve("catalogue.db-wal"));
    }
    try (SqliteCatalogue survived = CatalogueFixture.open(copy)) {
      assertThat(survived.list(all(1000)).images()).hasSize(99);
      assertThat(survived.tally()).isEqualTo(new Tally(99, 7, 7021));
      assertThat(survived.put("image-0", image(1), NONE).image().revision())
          .isEqualTo(new Revision(1, 102));
    }
    assertThat(CatalogueFile.rows(copy, "pragma integrity_check")).containsExactly("ok");
  }

  @Test
  void leavesTheDriverOutOfTheJvmOnceClosed() {
    Database.open(file(), folder).close();

    assertThat(DriverManager.drivers())
        .noneMatch(driver -> driver.getClass().getName().startsWith("org.sqlite"));
  }

  private Path file() {
    return folder.resolve("catalogue.db");
  }

  private static String pragma(Jdbi jdbi, String name) {
    return jdbi.withHandle(
        handle -> handle.createQuery("pragma " + name).mapTo(String.class).one());
  }
}

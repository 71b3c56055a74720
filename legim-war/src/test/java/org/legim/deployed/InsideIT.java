package org.legim.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJB;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.node.StorageBean;

/** Runs inside the deployed WAR: what only the application can see. */
@Tag("deployed")
@ExtendWith(ArquillianExtension.class)
class InsideIT {

  private static final Pattern MIGRATION = Pattern.compile(".*/migrations/V(\\d+)__.*\\.sql");

  @EJB private StorageBean storage;

  @Deployment
  static WebArchive war() {
    return DeployedWar.withTests();
  }

  @ParameterizedTest
  @CsvSource({
    "org.legim.node.StorageBean, legim-ejb",
    "org.legim.web.api.ImagesResource, legim-web",
    "org.snakeyaml.engine.v2.api.Load, snakeyaml-engine",
    "org.sqlite.SQLiteDataSource, sqlite-jdbc",
    "org.jdbi.v3.core.Jdbi, jdbi3-core",
    "org.flywaydb.core.Flyway, flyway-core",
    "com.github.benmanes.caffeine.cache.Caffeine, caffeine",
    "com.zaxxer.hikari.HikariDataSource, HikariCP",
    "org.slf4j.LoggerFactory, slf4j-api",
    "org.slf4j.jul.JDK14LoggerFactory, slf4j-jdk14",
    "org.apache.commons.io.IOUtils, commons-io",
    "org.apache.commons.fileupload2.core.FileItemInput, commons-fileupload2-core",
    "com.drew.metadata.Metadata, metadata-extractor",
    "com.github.f4b6a3.ulid.Ulid, ulid-creator",
  })
  void aLibraryIsTheOneThatTheWarCarries(String type, String artifact) throws Exception {
    Class<?> loaded = Class.forName(type, false, StorageBean.class.getClassLoader());

    URL source = loaded.getProtectionDomain().getCodeSource().getLocation();

    assertThat(source.toString()).matches(".*/WEB-INF/lib/" + artifact + "-\\d[^/]*\\.jar.*");
  }

  @Test
  void aSystemPropertyWinsOverTheFile() {
    ConfigSource file = fileSource();

    assertThat(file.getValue("legim.node.port")).isEqualTo("9999");
    assertThat(storage.config().port())
        .isEqualTo(Integer.getInteger("legim.node.port"))
        .isNotEqualTo(9999);
  }

  @Test
  void theFileGivesWhatNothingElseSays() {
    assertThat(fileSource().getOrdinal()).isEqualTo(170);
    assertThat(ConfigProvider.getConfig().getValue("legim.node.name", String.class))
        .isEqualTo("hanoi");
    assertThat(storage.config().name()).contains("hanoi");
    assertThat(storage.config().maxUpload()).isEqualTo(91_000_000);
  }

  @Test
  void theCatalogueHasTheSchemaOfTheNewestMigration() throws Exception {
    Path catalogue = storage.config().data().resolve("catalogue.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + catalogue);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select max(cast(version as integer)) from flyway_schema_history where success")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isPositive().isEqualTo(newestMigration());
    }
  }

  @Test
  void theServersHeapIsAsSmallAsTheBodiesTestsAssume() {
    assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(256L << 20);
  }

  private static ConfigSource fileSource() {
    return StreamSupport.stream(ConfigProvider.getConfig().getConfigSources().spliterator(), false)
        .filter(source -> source.getName().equals("Legim configuration file"))
        .findFirst()
        .orElseThrow();
  }

  private static int newestMigration() throws IOException {
    String jar = StorageBean.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    try (JarFile ejb = new JarFile(jar)) {
      return ejb.stream()
          .map(entry -> MIGRATION.matcher(entry.getName()))
          .filter(Matcher::matches)
          .mapToInt(match -> Integer.parseInt(match.group(1)))
          .max()
          .orElseThrow();
    }
  }
}

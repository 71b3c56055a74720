package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.legim.catalogue.CatalogueFixture.hash;
import static org.legim.catalogue.CatalogueFixture.image;
import static org.legim.image.WriteCondition.NONE;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.Sha256;
import org.legim.link.BlobEntry;

@Timeout(120)
class CatalogueBackupTest {

  private static final String LOG = "select value from state where fact = 'LOG'";

  @TempDir private Path folder;
  private Path target;

  @BeforeEach
  void createTarget() throws IOException {
    target = Files.createDirectory(folder.resolve("target"));
  }

  @Test
  void copiesAllThatIsCommittedWhileTheCatalogueIsOpen() throws Exception {
    try (SqliteCatalogue catalogue = CatalogueFixture.open(folder)) {
      for (int i = 0; i < 20; i++) {
        catalogue.put("image-" + i, image(i % 7), NONE);
      }
      assertThat(copy()).containsOnlyKeys("schema", "images").containsEntry("images", "20");
      catalogue.delete("image-0", NONE);
    }

    try (SqliteCatalogue copied = CatalogueFixture.open(target)) {
      assertThat(copied.tally().images()).isEqualTo(20);
      assertThat(copied.find("image-0")).isPresent();
    }
  }

  @Test
  void copiesOneMomentWhileImagesAreWritten() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger written = new AtomicInteger();
    try (SqliteCatalogue catalogue = CatalogueFixture.open(folder)) {
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(() -> writeUntil(enough, catalogue, written));
      while (written.get() < 50) {
        Thread.onSpinWait();
      }
      int before = written.get();
      int copied = Integer.parseInt(copy().get("images"));
      int after = written.get();
      enough.set(true);
      writer.join();

      assertThat(copied).isBetween(before, after + 1);
    }
    try (SqliteCatalogue copied = CatalogueFixture.open(target)) {
      long images = copied.tally().images();
      // Each image was written after the one before was answered.
      assertThat(copied.find("image-" + (images - 1))).isPresent();
      assertThat(copied.find("image-" + images)).isEmpty();
      assertThat(copied.tally().blobs()).isEqualTo(images);
    }
  }

  private static void writeUntil(
      AtomicBoolean enough, SqliteCatalogue catalogue, AtomicInteger written) {
    try {
      while (!enough.get()) {
        int n = written.get();
        catalogue.put("image-" + n, image(n), NONE);
        written.incrementAndGet();
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void copiesACatalogueThatNobodyHasOpenAndLeavesItAsItWas() throws Exception {
    try (SqliteCatalogue catalogue = CatalogueFixture.open(folder)) {
      catalogue.put("a", image(1), NONE);
    }
    byte[] before = Files.readAllBytes(file(folder));

    assertThat(copy()).containsEntry("images", "1");

    assertThat(Files.readAllBytes(file(folder))).isEqualTo(before);
    assertThat(folder.resolve("catalogue.db-wal")).doesNotExist();
  }

  @Test
  void neverOverwrites() throws Exception {
    CatalogueFixture.open(folder).close();
    Files.writeString(file(target), "precious");

    assertThatExceptionOfType(CatalogueException.class)
        .isThrownBy(this::copy)
        .withMessageContaining(file(target) + " exists already");
    assertThat(file(target)).hasContent("precious");
  }

  @Test
  void namesTheCatalogueThatIsNotThere() {
    assertThatExceptionOfType(CatalogueException.class)
        .isThrownBy(this::copy)
        .withMessageContaining(file(folder).toString());
    assertThat(file(folder)).doesNotExist();
  }

  @Test
  void refusesToRestoreADamagedCopy() throws Exception {
    try (SqliteCatalogue catalogue = CatalogueFixture.open(folder)) {
      for (int i = 0; i < 30; i++) {
        catalogue.put("image-" + i, image(i), NONE);
      }
    }
    copy();
    damage(file(target));

    assertThatExceptionOfType(CatalogueException.class)
        .isThrownBy(() -> CatalogueBackup.renew(file(target), folder))
        .withMessageContaining(file(target).toString());
  }

  @Test
  void refusesADatabaseThatIsNoCatalogue() {
    CatalogueFile.execute(folder, "create table other (id integer)");

    assertThatExceptionOfType(CatalogueException.class)
        .isThrownBy(this::copy)
        .withMessageContaining("flyway_schema_history");
  }

  @Test
  void refusesToRestoreWhatALaterVersionMade() {
    CatalogueFixture.open(folder).close();
    CatalogueFile.execute(
        folder,
        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
            + " checksum, installed_by, execution_time, success)"
            + " values (400, '400', 'later', 'SQL', 'V400__later.sql', 1, '', 1, 1)");
    assertThat(copy()).containsEntry("schema", "400");

    assertThatExceptionOfType(CatalogueException.class)
        .isThrownBy(() -> CatalogueBackup.renew(file(target), folder))
        .withMessageContainingAll("schema 400", "needs " + Database.SCHEMA);
  }

  @Test
  void whatIsRestoredHasANewLogAndIsOneFile() throws Exception {
    try (SqliteCatalogue catalogue = CatalogueFixture.open(folder)) {
      catalogue.put("a", image(1), NONE);
      assertThat(catalogue.holdings().isRestored()).isFalse();
    }
    copy();

    assertThat(CatalogueBackup.renew(file(target), folder))
        .containsEntry("images", "1")
        .containsEntry("schema", Database.SCHEMA);

    assertThat(target).isDirectoryNotContaining(path -> path.toString().contains("catalogue.db-"));
    assertThat(CatalogueFile.rows(target, LOG)).isNotEqualTo(CatalogueFile.rows(folder, LOG));
    try (SqliteCatalogue restored = CatalogueFixture.open(target)) {
      assertThat(restored.holdings().isRestored()).isTrue();
      assertThat(restored.find("a")).isPresent();
    }
  }

  @Test
  void anOlderCatalogueOfAMemberAgreesWithItsGatewayAndItsDisk() throws Exception {
    try (TestGateway gateway = new TestGateway(folder)) {
      TestMember leaf = gateway.member("leaf").reconcile();
      TestMember other = gateway.member("other").reconcile();
      for (int i = 0; i < 10; i++) {
        gateway.put("image-" + i, i);
        gateway.place(i, leaf);
        gateway.place(i, other);
      }
      leaf.reconcile();
      other.reconcile();
      backUp("leaf");
      gateway.put("later", 20);
      gateway.place(20, leaf);
      gateway.put("image-1", 21);
      gateway.place(21, leaf);
      gateway.delete("image-2");
      leaf.reconcile();
      other.reconcile();
      gateway.release("leaf", 1, Set.of("other"), 3);
      leaf.reconcile();
      gateway.release(TestGateway.NODE, 1, Set.of("leaf"), 20);

      restore(leaf);
      leaf.reconcile();

      leaf.assertHolds(
          "image-0", "image-1", "image-4", "image-5", "image-6", "image-7", "image-8", "image-9",
          "later");
      assertThat(gateway.catalogue.holders(hash(3))).doesNotContain("leaf");
      gateway.assertBooksAreTrue("after the restore");
    }
  }

  @Test
  void anOlderCatalogueOfAGatewayKnowsWhatItsDiskHolds() throws Exception {
    try (SqliteCatalogue catalogue = CatalogueFixture.open(folder)) {
      catalogue.ledger().lead("tree");
      catalogue.put("a", image(1), NONE);
      catalogue.put("b", image(2), NONE);
    }
    copy();
    CatalogueBackup.renew(file(target), folder);

    try (SqliteCatalogue restored = CatalogueFixture.open(target)) {
      BlobEntry later = new BlobEntry(hash(3).hex(), 1003);
      restored.holdings().matchDisk(List.of(later), List.of(hash(1)));

      assertThat(restored.holdings().isRestored()).isFalse();
      assertThat(restored.holdings().held("")).containsExactlyInAnyOrder(hash(2), hash(3));
      assertThat(restored.find("a")).isPresent();
      assertThat(restored.holders(hash(1))).isEmpty();
      assertThat(restored.tally()).isEqualTo(new Tally(1, 2, 2005));
    }
  }

  /** As a node does it: the disk is what it is now. */
  private static void matchDisk(TestMember member) {
    Holdings holdings = member.catalogue.holdings();
    Set<Sha256> held = holdings.held("");
    holdings.matchDisk(
        member.disk.stream()
            .filter(blob -> !held.contains(blob))
            .map(blob -> new BlobEntry(blob.hex(), 1000L + CatalogueFixture.number(blob)))
            .toList(),
        held.stream().filter(blob -> !member.disk.contains(blob)).toList());
  }

  private void backUp(String node) {
    CatalogueBackup.copy(folder.resolve(node + ".db"), target.resolve(node + ".db"), folder);
  }

  private void restore(TestMember member) throws IOException {
    String file = member.node + ".db";
    CatalogueBackup.renew(target.resolve(file), folder);
    member.catalogue.close();
    TestGateway.deleteDatabase(folder, member.node);
    Files.copy(target.resolve(file), folder.resolve(file));
    member.restart();
    assertThat(member.catalogue.holdings().isRestored()).isTrue();
    matchDisk(member);
  }

  private Map<String, String> copy() {
    return CatalogueBackup.copy(file(folder), file(target), folder);
  }

  private static Path file(Path folder) {
    return folder.resolve("catalogue.db");
  }

  private static void damage(Path file) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(open.length() / 2);
      open.write(new byte[4096]);
    }
  }
}

package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.catalogue.CatalogueFixture.all;
import static org.legim.catalogue.CatalogueFixture.hash;
import static org.legim.catalogue.CatalogueFixture.image;
import static org.legim.image.WriteCondition.NONE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.legim.blob.Sha256;
import org.legim.image.RefusedException;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;

/** A gateway with a real catalogue, and a set of hashes for a disk. */
final class TestGateway implements AutoCloseable {

  static final String TREE = "tree-of-the-gateway";
  static final String NODE = "gateway";

  final Path folder;
  final Set<Sha256> disk = new HashSet<>();
  final List<TestMember> members = new ArrayList<>();
  SqliteCatalogue catalogue;
  final Set<Sha256> lost = new HashSet<>();
  boolean recovering;

  TestGateway(Path folder) {
    this.folder = folder;
    this.catalogue = CatalogueFixture.open(folder, NODE);
    catalogue.ledger().lead(TREE);
  }

  TestMember member(String name) {
    TestMember member = new TestMember(this, name);
    members.add(member);
    return member;
  }

  Ledger ledger() {
    return catalogue.ledger();
  }

  /** Stores the blob number n under an id, as an upload does. */
  ImageRecord put(String id, int n) throws RefusedException {
    return put(id, image(n));
  }

  ImageRecord put(String id, NewImage image) throws RefusedException {
    disk.add(image.sha256());
    Stored stored = catalogue.put(id, image, NONE);
    stored.unneeded().ifPresent(this::reclaim);
    return stored.image();
  }

  void delete(String id) throws RefusedException {
    catalogue.delete(id, NONE).ifPresent(this::reclaim);
  }

  /** As the background does: asks again. */
  private void reclaim(Sha256 blob) {
    if (!catalogue.holdings().holds(blob)) {
      disk.remove(blob);
    }
  }

  ReportAnswer receive(Report report, String name) {
    Reconciliation result = ledger().receive(report, name, recovering);
    result.unneeded().forEach(this::reclaim);
    lost.addAll(result.lost());
    for (Sha256 gained : result.gained()) {
      assertThat(catalogue.holders(gained)).contains(report.node());
    }
    return result.answer();
  }

  /** Copies a blob to a node, with its record: the node answers with a receipt. */
  void place(int n, TestMember member) {
    assertThat(disk).contains(hash(n));
    member.receive(ledger().anyImageOf(hash(n)));
  }

  /** Its disk has lost the blob number n. */
  boolean lose(int n) {
    disk.remove(hash(n));
    return catalogue.holdings().lost(hash(n));
  }

  /** Lets a node go of blobs; says which it may. */
  Set<Sha256> release(String node, int replicas, Set<String> staying, int... blobs) {
    List<Sha256> hashes = new ArrayList<>();
    for (int blob : blobs) {
      hashes.add(hash(blob));
    }
    Set<Sha256> released = ledger().release(node, hashes, staying, replicas);
    if (node.equals(NODE)) {
      released.forEach(this::reclaim);
    }
    return released;
  }

  /** What is stored, by id. */
  Map<String, Sha256> images() {
    Map<String, Sha256> images = new LinkedHashMap<>();
    catalogue.list(all(100_000)).images().forEach(image -> images.put(image.id(), image.sha256()));
    return images;
  }

  void restart() {
    catalogue.close();
    catalogue = CatalogueFixture.open(folder, NODE);
    ledger().lead(TREE);
  }

  /** The disk is gone, and all that was on it. */
  void loseFolder() {
    loseFolderUnnoticed();
    notice();
  }

  /** Nobody has told it yet that it knows less than its members. */
  void loseFolderUnnoticed() {
    catalogue.close();
    disk.clear();
    deleteDatabase(folder, NODE);
    catalogue = CatalogueFixture.open(folder, NODE);
    ledger().lead(TREE);
  }

  void notice() {
    ledger().beginEpoch(catalogue.holdings().state().revision().epoch() + 1);
    recovering = true;
  }

  void endRecovery() {
    recovering = false;
    ledger().dropUnneeded();
  }

  static void deleteDatabase(Path folder, String node) {
    try {
      for (String end : List.of(".db", ".db-wal", ".db-shm")) {
        Files.deleteIfExists(folder.resolve(node + end));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What must hold at every moment, whatever is under way. */
  void assertBooksAreTrue(String at) {
    try (Database database = Database.open(folder.resolve(NODE + ".db"), folder)) {
      database.reading().useHandle(handle -> assertBooksAreTrue(handle, at));
    }
  }

  private void assertBooksAreTrue(Handle handle, String at) {
    for (TestMember member : members) {
      assertThat(member.disk)
          .as(at + ": disk of " + member.node)
          .containsAll(HolderTable.held(handle, member.node, ""));
      assertTally(handle, member.node, at);
    }
    assertTally(handle, NODE, at);
    assertThat(disk).as(at).containsAll(catalogue.holdings().held(""));
    images()
        .forEach((id, blob) -> assertThat(catalogue.holders(blob)).as(at + ": " + id).isNotEmpty());
  }

  /** The tally that every change kept is what counting says. */
  private static void assertTally(Handle handle, String node, String at) {
    HoldingScan scan = HoldingScan.of(handle, node);
    assertThat(TallyTable.digest(handle, node)).as(at + ": " + node).isEqualTo(scan.digest());
    assertThat(TallyTable.find(handle, node).orElse(Tally.NONE))
        .as(at + ": " + node)
        .isEqualTo(scan.tally());
  }

  @Override
  public void close() {
    members.forEach(TestMember::close);
    catalogue.close();
  }
}

package org.legim.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.image.SampleImages.gif;
import static org.legim.image.WriteCondition.NONE;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.Sha256;
import org.legim.catalogue.CatalogueBackup;
import org.legim.catalogue.ImageRecord;
import org.legim.config.NodeConfig;
import org.legim.config.Settings;
import org.legim.flow.Intake;
import org.legim.flow.Upload;
import org.legim.link.Member;
import org.legim.link.Roster;
import org.legim.tree.Identity;

@Timeout(120)
class RestorationTest {

  private static final Member ENTERED =
      new Member("m1", "leaf", "g", "key", 1, "run", "http://127.0.0.1:1/legim");
  private static final Member APPROVED = new Member("m1", "leaf", null, "key", 0, null, null);

  @TempDir private Path parent;
  private Path folder;
  private Path backup;

  @BeforeEach
  void name() {
    folder = parent.resolve("data");
    backup = parent.resolve("backup.db");
  }

  @Test
  void blobsThatTheBackupDoesNotKnowOutliveTheSweep() throws Exception {
    Sha256 later;
    Path damaged = folder.resolve(Path.of("blobs", "00", "00", "0".repeat(64)));
    try (Storage storage = open()) {
      put(storage, "a", 1);
      backUp();
      later = put(storage, "later", 2).sha256();
    }
    Files.createDirectories(damaged.getParent());
    Files.writeString(damaged, "its bytes have another hash");

    restore();
    try (Storage storage = open()) {
      while (Files.exists(damaged)) {
        Thread.onSpinWait();
      }
      assertThat(storage.catalogue().find("later")).isEmpty();
      assertThat(storage.catalogue().holdings().holds(later)).isTrue();
      assertThat(storage.blobs().open(later)).isPresent().get().satisfies(blob -> blob.close());
      assertThat(storage.catalogue().holdings().isRestored()).isFalse();
    }
    try (Storage storage = open()) {
      assertThat(storage.reclaim().sweep()).isZero();
    }
  }

  @Test
  void blobsThatWereLetGoAfterTheBackupAreNotHeld() throws Exception {
    ImageRecord gone;
    ImageRecord kept;
    try (Storage storage = open()) {
      gone = put(storage, "gone", 1);
      kept = put(storage, "kept", 2);
      backUp();
    }
    Files.delete(blob(gone.sha256()));
    Files.delete(blob(gone.sha256()).getParent());

    restore();
    try (Storage storage = open()) {
      assertThat(storage.catalogue().holdings().held("")).containsExactly(kept.sha256());
      assertThat(storage.catalogue().find("gone")).contains(gone);
      assertThat(storage.catalogue().holders(gone.sha256())).isEmpty();
    }
  }

  @Test
  void aGatewayBeginsAnEpochAboveAllThatItKnows() throws Exception {
    Identity own = restoredWith(ENTERED);

    try (Storage storage = open()) {
      assertThat(storage.catalogue().rosters().roster())
          .contains(new Roster(own.tree(), 8, 1, List.of(ENTERED), Map.of("replicas", "3")));
    }
    try (Storage storage = open()) {
      assertThat(storage.catalogue().rosters().roster()).map(Roster::epoch).contains(8L);
    }
  }

  @Test
  void aGatewayWithoutMembersWaitsForNobody() throws Exception {
    restoredWith(APPROVED);

    try (Storage storage = open()) {
      assertThat(storage.catalogue().rosters().roster()).map(Roster::epoch).contains(7L);
    }
  }

  @Test
  void aMemberLeavesTheEpochToItsGateway() throws Exception {
    restoredWith(ENTERED);

    try (Storage storage = open("parent.ip", "127.0.0.1", "parent.port", "1")) {
      assertThat(storage.catalogue().rosters().roster()).map(Roster::epoch).contains(7L);
      assertThat(storage.catalogue().holdings().isRestored()).isFalse();
    }
  }

  private Identity restoredWith(Member member) throws Exception {
    Identity own;
    try (Storage storage = open()) {
      own = storage.identity();
      put(storage, "a", 1);
      storage
          .catalogue()
          .rosters()
          .save(new Roster(own.tree(), 7, 5, List.of(member), Map.of("replicas", "3")));
      backUp();
    }
    restore();
    return own;
  }

  private void backUp() {
    CatalogueBackup.copy(folder.resolve("catalogue.db"), backup, folder.resolve("native"));
  }

  private void restore() throws Exception {
    CatalogueBackup.renew(backup, folder.resolve("native"));
    Files.delete(folder.resolve("catalogue.db"));
    Files.copy(backup, folder.resolve("catalogue.db"));
  }

  private Path blob(Sha256 hash) {
    String hex = hash.hex();
    return folder.resolve(Path.of("blobs", hex.substring(0, 2), hex.substring(2, 4), hex));
  }

  private Storage open(String... keysAndValues) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("legim.node.data", folder.toString());
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty("legim." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return Storage.open(NodeConfig.from(Settings.of(Optional.empty(), Map.of(), properties)));
  }

  private static ImageRecord put(Storage storage, String id, int seed) throws Exception {
    byte[] bytes = gif(seed, 5000);
    return new Intake(
            storage.blobs(), storage.catalogue(), storage.reclaim(), 1 << 20, (blob, from) -> {})
        .put(id, new Upload(new ByteArrayInputStream(bytes), OptionalLong.of(5000), ""), NONE)
        .image();
  }
}

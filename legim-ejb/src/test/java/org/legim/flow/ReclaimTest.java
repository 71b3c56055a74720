package org.legim.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.flow.TestNode.upload;
import static org.legim.image.SampleImages.gif;
import static org.legim.image.WriteCondition.NONE;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.BlobStore;
import org.legim.blob.Incoming;
import org.legim.blob.Sha256;
import org.legim.catalogue.Tally;
import org.legim.image.RefusedException;

@Timeout(120)
class ReclaimTest {

  @TempDir private Path folder;
  private final ExecutorService clients = Executors.newCachedThreadPool();
  private TestNode node;

  @BeforeEach
  void open() throws IOException {
    node = TestNode.in(folder);
  }

  @AfterEach
  void close() {
    clients.shutdownNow();
    node.close();
  }

  @Test
  void removesAnOfferedBlobThatNoImageNeeds() throws Exception {
    Sha256 orphan = orphan(1);

    node.reclaim.offer(orphan);

    node.awaitBlobs(0);
  }

  @Test
  void keepsAnOfferedBlobThatAnImageNeeds() throws Exception {
    Sha256 needed = node.intake.put("a", upload(gif(1, 100)), NONE).image().sha256();

    node.reclaim.offer(needed);
    node.reclaim.close();

    assertThat(node.has(needed)).isTrue();
  }

  @Test
  void removesAnOfferedBlobOnceItIsNoLongerHeld() throws Exception {
    try (Incoming incoming = received(1)) {
      BlobStore.Hold hold = node.blobs.keep(incoming);
      // As of an image that is deleted before the upload that stored it has let go.
      node.reclaim.offer(incoming.hash());
      node.reclaim.offer(orphan(2));
      TestNode.await("the offer after it", () -> node.filesBelow("blobs").size() == 1);
      assertThat(node.has(incoming.hash())).isTrue();

      hold.close();
      node.awaitBlobs(0);
    }
  }

  @Test
  void sweepsAwayOrphansAndOnlyThose() throws Exception {
    Set<Path> needed = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      node.intake.put("image-" + i, upload(gif(i, 100)), NONE);
    }
    needed.addAll(node.filesBelow("blobs"));
    for (int i = 100; i < 120; i++) {
      orphan(i);
    }
    Path stray = Files.writeString(needed.iterator().next().resolveSibling("note.txt"), "mine");

    assertThat(node.reclaim.sweep()).isEqualTo(20);

    needed.add(stray);
    assertThat(node.filesBelow("blobs")).containsExactlyInAnyOrderElementsOf(needed);
    assertThat(node.reclaim.sweep()).isZero();
  }

  @Test
  void aSweepLeavesABlobWhoseRecordIsAboutToBeMade() throws Exception {
    try (Incoming incoming = received(1);
        BlobStore.Hold hold = node.blobs.keep(incoming)) {
      assertThat(hold).isNotNull();
      assertThat(node.reclaim.sweep()).isZero();
      assertThat(node.has(incoming.hash())).isTrue();
    }
  }

  @Test
  void sweepsNothingMoreOnceClosed() throws Exception {
    orphan(1);
    node.reclaim.close();

    assertThat(node.reclaim.sweep()).isZero();
    node.reclaim.offer(orphan(2));
    assertThat(node.filesBelow("blobs")).hasSize(2);
  }

  @Test
  void asksTheCatalogueOnlyOnceNobodyCanBeginToHoldTheBlob() throws Exception {
    Sha256 hash = orphan(1);
    byte[] bytes = gif(1, 100);
    // The same bytes come at the last moment before the removal has the blob for itself.
    BlobStore late =
        (BlobStore)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {BlobStore.class},
                (proxy, called, arguments) -> {
                  if (called.getName().equals("remove")) {
                    node.intake.put("late", upload(bytes), NONE);
                  }
                  return called.invoke(node.blobs, arguments);
                });
    try (Reclaim reclaim = new Reclaim(late, node.catalogue)) {
      reclaim.offer(hash);
    }
    assertThat(node.catalogue.find("late")).isPresent();
    assertThat(node.read(hash)).isEqualTo(bytes);

    node.catalogue.delete("late", NONE);
    try (Reclaim reclaim = new Reclaim(late, node.catalogue)) {
      assertThat(reclaim.sweep()).isZero();
    }
    assertThat(node.read(hash)).isEqualTo(bytes);
  }

  @Test
  void anUploadThatRacesWithTheDeletionOfTheSameBytesIsNeverLost() throws Exception {
    byte[] bytes = gif(7, 300);
    for (int round = 0; round < 150; round++) {
      String old = "old-" + round;
      String fresh = "new-" + round;
      Sha256 hash = node.intake.put(old, upload(bytes), NONE).image().sha256();
      CyclicBarrier start = new CyclicBarrier(3);
      Future<?> deletion = clients.submit(() -> after(start, () -> delete(old)));
      Future<?> sweep = clients.submit(() -> after(start, () -> node.reclaim.offer(hash)));
      Future<?> uploading =
          clients.submit(() -> after(start, () -> node.intake.put(fresh, upload(bytes), NONE)));
      deletion.get();
      sweep.get();
      uploading.get();

      assertThat(node.read(hash)).as("round " + round).isEqualTo(bytes);
      assertThat(node.catalogue.tally()).isEqualTo(new Tally(1, 1, 300));
      delete(fresh);
    }
    node.awaitBlobs(0);
  }

  @Test
  void aDeletionThatRacesWithAReplacementLeavesNoBlobBehind() throws Exception {
    for (int round = 0; round < 100; round++) {
      byte[] bytes = gif(round, 300);
      CyclicBarrier start = new CyclicBarrier(2);
      Future<?> upload =
          clients.submit(() -> after(start, () -> node.intake.put("a", upload(bytes), NONE)));
      Future<?> deletion = clients.submit(() -> after(start, () -> delete("a")));
      upload.get();
      deletion.get();
      delete("a");
    }
    node.awaitBlobs(0);
    assertThat(node.catalogue.tally()).isEqualTo(new Tally(0, 0, 0));
  }

  private void delete(String id) {
    try {
      node.catalogue.delete(id, NONE).ifPresent(node.reclaim::offer);
    } catch (RefusedException e) {
      assertThat(e).hasMessage("There is no image " + id + ".");
    }
  }

  private static Void after(CyclicBarrier start, Task task) throws Exception {
    start.await(30, TimeUnit.SECONDS);
    task.run();
    return null;
  }

  private Sha256 orphan(int seed) throws IOException {
    try (Incoming incoming = received(seed)) {
      node.blobs.keep(incoming).close();
      return incoming.hash();
    }
  }

  private Incoming received(int seed) throws IOException {
    byte[] bytes = gif(seed, 100);
    Incoming incoming = node.blobs.receive(OptionalLong.of(bytes.length));
    incoming.write(bytes, 0, bytes.length);
    return incoming;
  }

  @FunctionalInterface
  private interface Task {
    void run() throws Exception;
  }
}

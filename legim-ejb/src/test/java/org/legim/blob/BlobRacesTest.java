package org.legim.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Equal bytes that come and go at the same moment, with a counter in the place of a catalogue. */
@Timeout(120)
class BlobRacesTest {

  private static final int ROUNDS = 300;
  private static final int THREADS = 4;

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final AtomicInteger records = new AtomicInteger();
  private DiskBlobStore store;

  @BeforeEach
  void open() throws IOException {
    Room room = new Room(folder, OptionalLong.empty(), () -> 0);
    store = DiskBlobStore.open(folder.resolve("blobs"), folder.resolve("incoming"), room);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void aBlobThatARecordNeedsIsThereHoweverKeepsAndRemovalsInterleave() throws Exception {
    byte[] bytes = {1, 2, 3, 4};
    for (int round = 0; round < ROUNDS; round++) {
      records.set(0);
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Callable<Sha256>> tasks = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        boolean recorded = i % 2 == 0;
        tasks.add(
            () -> {
              start.await(30, TimeUnit.SECONDS);
              return recorded ? keepAndRecord(bytes) : keepAndRemove(bytes);
            });
      }
      Sha256 hash = null;
      for (Future<Sha256> done : threads.invokeAll(tasks)) {
        hash = done.get();
      }
      assertThat(isThere(hash)).as("round %s: two records need the blob", round).isTrue();

      records.set(0);
      assertThat(store.remove(hash, () -> records.get() == 0)).isTrue();
      assertThat(isThere(hash)).as("round %s: no record needs the blob", round).isFalse();
    }
  }

  @Test
  void aRecordMadeUnderAHoldFindsItsBlobThoughTheLastOtherOneGoes() throws Exception {
    byte[] bytes = {5, 6, 7};
    for (int round = 0; round < ROUNDS; round++) {
      records.set(0);
      Sha256 hash = keepAndRecord(bytes);
      CyclicBarrier start = new CyclicBarrier(2);
      Future<Boolean> deletion =
          threads.submit(
              () -> {
                start.await(30, TimeUnit.SECONDS);
                records.decrementAndGet();
                return store.remove(hash, () -> records.get() == 0);
              });
      Future<Sha256> upload =
          threads.submit(
              () -> {
                start.await(30, TimeUnit.SECONDS);
                return keepAndRecord(bytes);
              });
      deletion.get();
      upload.get();

      assertThat(records).hasValue(1);
      assertThat(isThere(hash)).as("round %s", round).isTrue();
    }
  }

  private Sha256 keepAndRecord(byte[] bytes) throws IOException {
    try (Incoming incoming = received(bytes);
        BlobStore.Hold hold = store.keep(incoming)) {
      assertThat(hold).isNotNull();
      records.incrementAndGet();
      return incoming.hash();
    }
  }

  private Sha256 keepAndRemove(byte[] bytes) throws IOException {
    try (Incoming incoming = received(bytes)) {
      store.keep(incoming).close();
      store.remove(incoming.hash(), () -> records.get() == 0);
      return incoming.hash();
    }
  }

  private Incoming received(byte[] bytes) throws IOException {
    Incoming incoming = store.receive(OptionalLong.of(bytes.length));
    incoming.write(bytes, 0, bytes.length);
    return incoming;
  }

  private boolean isThere(Sha256 hash) throws IOException {
    var blob = store.open(hash);
    if (blob.isPresent()) {
      blob.get().close();
    }
    return blob.isPresent();
  }
}

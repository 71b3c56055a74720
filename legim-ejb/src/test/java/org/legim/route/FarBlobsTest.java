package org.legim.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.legim.blob.Blob;
import org.legim.blob.HotMemory;
import org.legim.blob.Sha256;

@Timeout(60)
class FarBlobsTest {

  private static final int READERS = 100;
  private static final Sha256 HASH = new Sha256("a".repeat(64));
  private static final byte[] BYTES = {1, 2, 3};

  private final FarBlobs blobs = new FarBlobs(new HotMemory(1 << 20));
  private final AtomicInteger fetches = new AtomicInteger();
  private final CountDownLatch fetching = new CountDownLatch(1);
  private final CountDownLatch come = new CountDownLatch(1);
  private final ExecutorService readers = Executors.newFixedThreadPool(READERS);

  @AfterEach
  void stop() {
    come.countDown();
    readers.shutdownNow();
  }

  private Blob fetch(IOException failure) throws IOException {
    return blobs.fetch(
        HASH,
        BYTES.length,
        out -> {
          fetches.incrementAndGet();
          fetching.countDown();
          await(come);
          if (failure != null) {
            throw failure;
          }
          out.write(BYTES);
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private List<Future<Blob>> read(IOException failure) {
    List<Future<Blob>> reads = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      reads.add(readers.submit(() -> fetch(failure)));
    }
    await(fetching);
    return reads;
  }

  private static byte[] bytes(Blob blob) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    blob.copy(0, blob.bytes(), out);
    return out.toByteArray();
  }

  @Test
  void fetchesOnceForAHundredReadersAtTheSameTime() throws Exception {
    List<Future<Blob>> reads = read(null);
    come.countDown();

    for (Future<Blob> read : reads) {
      assertThat(bytes(read.get())).isEqualTo(BYTES);
    }
    assertThat(fetches).hasValue(1);
    assertThat(blobs.find(HASH)).isPresent();
    assertThat(blobs.coming(HASH)).isEmpty();
  }

  @Test
  void tellsWhoComesLaterWhenItHasCome() throws Exception {
    List<Future<Blob>> reads = read(null);
    var coming = blobs.coming(HASH).orElseThrow().toCompletableFuture();
    assertThat(coming).isNotDone();

    come.countDown();

    assertThat(bytes(coming.get())).isEqualTo(BYTES);
    reads.get(0).get();
  }

  @Test
  void keepsNothingThatCouldNotBeFetched() {
    come.countDown();
    IOException failure = new IOException("out of reach");
    for (Future<Blob> read : read(failure)) {
      assertThatExceptionOfType(ExecutionException.class).isThrownBy(read::get).withCause(failure);
    }
    assertThat(blobs.find(HASH)).isEmpty();
    assertThat(blobs.coming(HASH)).isEmpty();
  }

  @Test
  void isNotTakenForWhatTheDiskHolds() throws Exception {
    HotMemory memory = new HotMemory(1 << 20);
    new FarBlobs(memory).fetch(HASH, BYTES.length, out -> out.write(BYTES));

    assertThat(memory.find(HASH, HotMemory.Place.HERE)).isEmpty();
    assertThat(memory.find(HASH, HotMemory.Place.ELSEWHERE)).isPresent();
  }
}

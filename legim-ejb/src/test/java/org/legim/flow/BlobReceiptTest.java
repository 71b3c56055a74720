package org.legim.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.legim.image.SampleImages.gif;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.Sha256;
import org.legim.catalogue.Holdings;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;
import org.legim.link.Order;

@Timeout(60)
class BlobReceiptTest {

  private static final String STREAM = "stream-1";

  @TempDir private Path folder;
  private final byte[] bytes = gif(1, 100_000);
  private final Sha256 hash = hashOf(bytes);
  private final List<Collection<Sha256>> receipts = new CopyOnWriteArrayList<>();
  private final ExecutorService others = Executors.newCachedThreadPool();
  private TestNode node;
  private boolean leaving;
  private Holdings holdings;

  @BeforeEach
  void open() throws IOException {
    node = TestNode.in(folder);
    holdings = node.catalogue.holdings();
  }

  @AfterEach
  void close() {
    others.shutdownNow();
    node.close();
  }

  @Test
  void storesABlobAndItsRecord() throws Exception {
    receive(holdings);

    assertThat(node.read(hash)).isEqualTo(bytes);
    assertThat(holdings.holds(hash)).isTrue();
    assertThat(holdings.changes(0, 100).images()).containsExactly(image(1));
    assertThat(receipts).hasSize(1);
    assertThat(node.filesBelow("incoming")).isEmpty();
  }

  @Test
  void keepsNothingOfBytesWithAnotherHash() {
    byte[] damaged = bytes.clone();
    damaged[50_000] ^= 1;

    assertFails(LinkException.Kind.FAILED, new ByteArrayInputStream(damaged), bytes.length);
  }

  @Test
  void keepsNothingOfABodyThatIsCutShort() {
    byte[] part = Arrays.copyOf(bytes, 70_000);

    assertFails(LinkException.Kind.FAILED, new ByteArrayInputStream(part), bytes.length);
  }

  @Test
  void keepsNothingOfABodyThatBreaks() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset");
          }
        };

    assertFails(LinkException.Kind.FAILED, broken, bytes.length);
  }

  @Test
  void keepsNothingOfABodyThatIsTooLong() {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);

    assertFails(LinkException.Kind.FAILED, new ByteArrayInputStream(longer), bytes.length);
  }

  @Test
  void refusesARecordOfOtherBytes() {
    assertFails(LinkException.Kind.FAILED, new ByteArrayInputStream(bytes), bytes.length - 1);
  }

  @Test
  void takesNothingWhileTheNodeLeaves() {
    leaving = true;

    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> receive(holdings))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.NO_WAY))
        .withMessageContaining("node this-node is leaving");
    assertThat(holdings.holds(hash)).isFalse();
  }

  @Test
  void hasNoRoomWhereTheDiskIsFull() throws Exception {
    Path small = Files.createDirectories(folder.resolve("small"));
    try (TestNode full = new TestNode("full", small, OptionalLong.of(99_999), 1 << 20)) {
      node.close();
      node = full;
      holdings = full.catalogue.holdings();

      assertFails(LinkException.Kind.NO_ROOM, new ByteArrayInputStream(bytes), bytes.length);
    }
  }

  @Test
  void healsABlobThatIsThereButDamaged() throws Exception {
    receive(holdings);
    Path file = node.filesBelow("blobs").get(0);
    Files.write(file, gif(2, bytes.length));

    receive(holdings);

    assertThat(node.read(hash)).isEqualTo(bytes);
    assertThat(receipts).hasSize(2);
  }

  @Test
  void leavesTheBlobToReclaimWhereTheRecordCannotBeMade() throws Exception {
    Holdings broken =
        withKeep(
            () -> {
              throw new IllegalStateException("broken");
            });

    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> receive(broken));

    node.awaitBlobs(0);
    assertThat(receipts).isEmpty();
  }

  /** DESIGN 2.3: the node is ordered to drop the blob while it receives the same bytes again. */
  @Test
  void isNotLostWhereADropIsCarriedOutBetweenTheFileAndTheRecord() throws Exception {
    receive(holdings);
    CountDownLatch fileIsThere = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Holdings slow =
        withKeep(
            () -> {
              fileIsThere.countDown();
              await(goOn);
            });
    Future<?> receiving = others.submit(() -> receiveQuietly(slow));
    await(fileIsThere);

    assertThat(holdings.apply(STREAM, List.of(drop(1)))).containsExactly(hash);
    assertThat(node.blobs.remove(hash, () -> !holdings.holds(hash))).isFalse();
    goOn.countDown();
    receiving.get();

    node.reclaim.offer(hash);
    node.reclaim.close();
    assertThat(holdings.holds(hash)).isTrue();
    assertThat(node.read(hash)).isEqualTo(bytes);
  }

  /** DESIGN 2.3, the other way round: the bytes come while the file is being unlinked. */
  @Test
  void isNotLostWhereItComesWhileTheOldFileIsBeingRemoved() throws Exception {
    receive(holdings);
    holdings.apply(STREAM, List.of(drop(1)));
    CountDownLatch removalHasDecided = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Future<Boolean> removal =
        others.submit(
            () ->
                node.blobs.remove(
                    hash,
                    () -> {
                      boolean unneeded = !holdings.holds(hash);
                      removalHasDecided.countDown();
                      await(goOn);
                      return unneeded;
                    }));
    await(removalHasDecided);

    CountDownLatch allBytesCame = new CountDownLatch(1);
    Future<?> receiving = others.submit(() -> receiveQuietly(holdings, noticing(allBytesCame)));
    await(allBytesCame);
    assertThat(receipts).as("before the removal is over").hasSize(1);
    goOn.countDown();

    assertThat(removal.get()).isTrue();
    receiving.get();
    assertThat(node.read(hash)).isEqualTo(bytes);
    assertThat(holdings.holds(hash)).isTrue();
  }

  @Test
  void aDropThatWasOrderedBeforeIsNotUndone() throws Exception {
    receive(holdings);
    Set<Sha256> dropped = holdings.apply(STREAM, List.of(drop(1)));
    dropped.forEach(node.reclaim::offer);
    node.awaitBlobs(0);

    receive(holdings);
    assertThat(holdings.apply(STREAM, List.of(drop(1)))).as("already applied").isEmpty();

    assertThat(node.read(hash)).isEqualTo(bytes);
  }

  private void assertFails(LinkException.Kind kind, InputStream body, long length) {
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> receipt(holdings).receive(hash, length, image(1), body))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
        .withMessageContaining(hash.hex());
    assertThat(holdings.holds(hash)).isFalse();
    assertThat(node.filesBelow("blobs")).isEmpty();
    assertThat(node.filesBelow("incoming")).isEmpty();
    assertThat(receipts).isEmpty();
  }

  private void receive(Holdings to) throws LinkException {
    receipt(to).receive(hash, bytes.length, image(1), new ByteArrayInputStream(bytes));
  }

  private Void receiveQuietly(Holdings to) throws LinkException {
    receive(to);
    return null;
  }

  private Void receiveQuietly(Holdings to, InputStream body) throws LinkException {
    receipt(to).receive(hash, bytes.length, image(1), body);
    return null;
  }

  private InputStream noticing(CountDownLatch end) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public int read(byte[] buffer, int offset, int length) {
        int read = super.read(buffer, offset, length);
        if (read < 0) {
          end.countDown();
        }
        return read;
      }

      @Override
      public int read(byte[] buffer) {
        return read(buffer, 0, buffer.length);
      }
    };
  }

  private BlobReceipt receipt(Holdings to) {
    return new BlobReceipt(
        new BlobReceipt.Site("this-node", node.blobs, to, node.reclaim::offer, Runnable::run),
        () -> leaving,
        receipts::add);
  }

  /** The node's holdings, with something that happens before a record is kept. */
  private Holdings withKeep(Runnable before) {
    return (Holdings)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Holdings.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals("keep")) {
                before.run();
              }
              try {
                return called.invoke(holdings, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Order drop(long number) {
    return new Order(number, null, null, hash.hex());
  }

  private ImageEntry image(long counter) {
    return new ImageEntry(
        "a", 1, counter, "a.gif", "image/gif", bytes.length, 33, 21, hash.hex(), 1000, 2000);
  }

  private static Sha256 hashOf(byte[] bytes) {
    MessageDigest digest = Sha256.newDigest();
    digest.update(bytes);
    return Sha256.of(digest);
  }
}

package org.legim.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.legim.image.SampleImages.gif;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.blob.Sha256;
import org.legim.catalogue.Holdings;
import org.legim.link.ErrandOutcome.Result;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;
import org.legim.link.Receipt;

/** What {@link BlobReceipt} makes of many blobs in one body. */
@Timeout(60)
class BatchReceiptTest {

  private static final int BYTES = 10_000;

  @TempDir private Path folder;
  private final List<byte[]> blobs = new ArrayList<>();
  private final List<Integer> commits = new ArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private Executor forces = threads;
  private RuntimeException broken;
  private boolean leaving;
  private final List<Collection<Sha256>> receipts = new ArrayList<>();
  private TestNode node;

  @BeforeEach
  void open() throws IOException {
    node = TestNode.in(folder);
    for (int i = 0; i < 4; i++) {
      blobs.add(gif(i + 1, BYTES));
    }
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    node.close();
  }

  @Test
  void storesAllWithOneCommit() throws Exception {
    assertThat(results(receive(body()))).containsOnly(Result.SENT).hasSize(4);

    assertHas(0, 1, 2, 3);
    assertThat(commits).containsExactly(4);
    assertThat(receipts).containsExactly(List.of(hash(0), hash(1), hash(2), hash(3)));
  }

  @Test
  void storesMoreThanAreForcedAtOnce() throws Exception {
    blobs.clear();
    for (int i = 0; i < 100; i++) {
      blobs.add(gif(i + 1, 200));
    }

    assertThat(results(receive(body()))).containsOnly(Result.SENT).hasSize(100);

    assertThat(node.filesBelow("blobs")).hasSize(100);
    assertThat(commits).containsExactly(100);
  }

  @Test
  void forcesByItselfWhatNobodyElseTakes() throws Exception {
    forces =
        task -> {
          throw new RejectedExecutionException("all are busy");
        };

    assertThat(results(receive(body()))).containsOnly(Result.SENT);

    assertHas(0, 1, 2, 3);
  }

  @Test
  void storesTheGoodOnesBesideADamagedOne() throws Exception {
    byte[] sent = body();
    sent[BYTES + 5_000] ^= 1;

    List<Receipt> answered = receive(sent);

    assertThat(results(answered))
        .containsExactly(Result.SENT, Result.DAMAGED, Result.SENT, Result.SENT);
    assertThat(answered.get(1).sha256()).isEqualTo(image(1).sha256());
    assertThat(answered.get(1).detail()).contains("have the hash");
    assertHas(0, 2, 3);
    assertThat(commits).containsExactly(3);
  }

  @Test
  void storesTheSameBlobTwice() throws Exception {
    blobs.set(1, blobs.get(0));

    assertThat(results(receive(body()))).containsOnly(Result.SENT);

    assertHas(0, 1, 2, 3);
  }

  @Test
  void storesWhatThereIsRoomFor() throws Exception {
    node.close();
    Path small = Files.createDirectories(folder.resolve("small"));
    node = new TestNode("full", small, OptionalLong.of(25_000), 1 << 20);
    blobs.set(1, gif(9, 20_000));

    List<Receipt> answered = receive(body());

    assertThat(results(answered))
        .containsExactly(Result.SENT, Result.NO_ROOM, Result.SENT, Result.NO_ROOM);
    assertThat(answered.get(1).detail()).contains("no room for 20000 bytes");
    assertHas(0, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {2 * BYTES, 2 * BYTES + 1, 3 * BYTES - 1})
  void keepsWhatCameWholeBeforeTheEnd(int length) throws Exception {
    assertFails(new ByteArrayInputStream(Arrays.copyOf(body(), length)));

    assertHas(0, 1);
    assertThat(commits).containsExactly(2);
    assertThat(receipts).hasSize(1);
  }

  @Test
  void keepsWhatCameWholeBeforeTheBodyBroke() throws Exception {
    InputStream reset =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset");
          }
        };

    assertFails(
        new SequenceInputStream(
            new ByteArrayInputStream(Arrays.copyOf(body(), BYTES + 500)), reset));

    assertHas(0);
  }

  @Test
  void commitsNothingWhereNothingCameWhole() {
    assertFails(new ByteArrayInputStream(new byte[BYTES - 1]));

    assertThat(commits).isEmpty();
    assertThat(receipts).isEmpty();
    assertThat(node.filesBelow("incoming")).isEmpty();
  }

  @Test
  void endsEarlyAlsoInABlobThatHasNoRoom() throws Exception {
    node.close();
    Path small = Files.createDirectories(folder.resolve("small"));
    node = new TestNode("full", small, OptionalLong.of(15_000), 1 << 20);

    assertFails(new ByteArrayInputStream(Arrays.copyOf(body(), 2 * BYTES - 1)));

    assertHas(0);
  }

  @Test
  void leavesAllToReclaimWhereTheRecordsCannotBeMade() {
    broken = new IllegalStateException("broken");

    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> receive(body()));

    node.awaitBlobs(0);
    assertThat(node.filesBelow("incoming")).isEmpty();
    assertThat(receipts).isEmpty();
  }

  @Test
  void letsGoOfTheBlobsOnceTheyAreRecorded() throws Exception {
    receive(body());

    for (int i = 0; i < blobs.size(); i++) {
      assertThat(node.blobs.remove(hash(i), () -> true)).isTrue();
    }
  }

  @Test
  void takesNothingWhileTheNodeLeaves() {
    leaving = true;

    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> receive(body()))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.NO_WAY))
        .withMessageContaining("node this-node is leaving");
    assertThat(node.filesBelow("blobs")).isEmpty();
  }

  private void assertFails(InputStream body) {
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> receipt().receiveAll(images(), body))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.FAILED))
        .withMessageContaining("ended");
  }

  private void assertHas(int... present) throws IOException {
    List<Path> files = node.filesBelow("blobs");
    for (int i : present) {
      assertThat(node.read(hash(i))).isEqualTo(blobs.get(i));
      assertThat(node.catalogue.holdings().holds(hash(i))).isTrue();
    }
    assertThat(files).hasSize((int) Arrays.stream(present).mapToObj(this::hash).distinct().count());
    assertThat(node.filesBelow("incoming")).isEmpty();
  }

  private static List<Result> results(List<Receipt> answered) {
    return answered.stream().map(Receipt::result).toList();
  }

  private List<Receipt> receive(byte[] body) throws LinkException {
    return receipt().receiveAll(images(), new ByteArrayInputStream(body));
  }

  private BlobReceipt receipt() {
    return new BlobReceipt(
        new BlobReceipt.Site("this-node", node.blobs, holdings(), node.reclaim::offer, forces),
        () -> leaving,
        receipts::add);
  }

  /** The node's holdings, counting the commits. */
  private Holdings holdings() {
    Holdings real = node.catalogue.holdings();
    return (Holdings)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Holdings.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals("keepAll")) {
                if (broken != null) {
                  throw broken;
                }
                List<?> images = (List<?>) arguments[0];
                commits.add(images.size());
                images.forEach(each -> real.keep((ImageEntry) each));
                return Set.of();
              }
              try {
                return called.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private byte[] body() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    blobs.forEach(all::writeBytes);
    return all.toByteArray();
  }

  private List<ImageEntry> images() {
    List<ImageEntry> images = new ArrayList<>();
    for (int i = 0; i < blobs.size(); i++) {
      images.add(image(i));
    }
    return images;
  }

  private ImageEntry image(int i) {
    int length = blobs.get(i).length;
    return new ImageEntry(
        "i" + i, 1, i + 1, "a.gif", "image/gif", length, 33, 21, hash(i).hex(), 1, 2);
  }

  private Sha256 hash(int i) {
    var digest = Sha256.newDigest();
    digest.update(blobs.get(i));
    return Sha256.of(digest);
  }
}

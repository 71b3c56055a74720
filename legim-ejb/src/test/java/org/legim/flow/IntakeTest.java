package org.legim.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.legim.flow.TestNode.MAX_UPLOAD;
import static org.legim.flow.TestNode.unannounced;
import static org.legim.flow.TestNode.upload;
import static org.legim.image.SampleImages.gif;
import static org.legim.image.WriteCondition.ABSENT;
import static org.legim.image.WriteCondition.NONE;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.blob.Sha256;
import org.legim.catalogue.Listing;
import org.legim.catalogue.Stored;
import org.legim.catalogue.Tally;
import org.legim.catalogue.UploadKey;
import org.legim.image.ImageId;
import org.legim.image.ImageSize;
import org.legim.image.Refusal;
import org.legim.image.RefusedException;

@Timeout(60)
class IntakeTest {

  @TempDir private Path folder;
  private TestNode node;

  @BeforeEach
  void open() throws IOException {
    node = TestNode.in(folder);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 4095, 4096, 4097, 65_536, 69_632, 1_000_000})
  void storesAnImageOfAnyLengthByteForByte(int length) throws Exception {
    byte[] bytes = gif(1, length);

    Stored announced = node.intake.add(upload(bytes), Optional.empty());
    Stored unannounced = node.intake.add(unannounced(bytes), Optional.empty());

    assertThat(announced.image().bytes()).isEqualTo(length);
    assertThat(node.read(announced.image().sha256())).isEqualTo(bytes);
    assertThat(unannounced.image().sha256()).isEqualTo(announced.image().sha256());
    assertThat(node.filesBelow("incoming")).isEmpty();
  }

  @Test
  void recordsWhatTheBytesSayNotWhatTheClientSays() throws Exception {
    Stored stored = node.intake.add(upload(gif(1, 100)), Optional.empty());

    assertThat(stored.image().type()).isEqualTo("image/gif");
    assertThat(stored.image().size()).contains(new ImageSize(33, 21));
    assertThat(stored.image().name()).isEqualTo("a.gif");
    assertThat(stored.image().id()).matches(ImageId::isValid);
    assertThat(node.catalogue.find(stored.image().id())).contains(stored.image());
  }

  @Test
  void takesAnSvgWithoutASize() throws Exception {
    byte[] svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.UTF_8);

    Stored stored = node.intake.put("drawing", upload(svg), NONE);

    assertThat(stored.image().type()).isEqualTo("image/svg+xml");
    assertThat(stored.image().size()).isEmpty();
  }

  @Test
  void refusesAnEmptyBody() {
    assertRefused(Refusal.EMPTY, () -> node.intake.put("a", upload(new byte[0]), NONE));
    assertRefused(Refusal.EMPTY, () -> node.intake.put("a", unannounced(new byte[0]), NONE));
    assertNothingIsLeft();
  }

  @Test
  void refusesWhatIsNotAnImageAndShowsHowItBegins() {
    byte[] text = "MZ executable".getBytes(StandardCharsets.UTF_8);

    assertRefused(Refusal.NOT_AN_IMAGE, () -> node.intake.put("a", upload(text), NONE))
        .withMessageContainingAll("4d 5a 20 65 78 65 63 75", "JPEG, PNG, GIF");
    assertNothingIsLeft();
  }

  @Test
  void refusesAnImageWhoseHeaderIsBroken() {
    byte[] broken = gif(1, 100);
    broken[6] = 0;
    broken[7] = 0;

    assertRefused(Refusal.NOT_AN_IMAGE, () -> node.intake.put("a", upload(broken), NONE));
    assertNothingIsLeft();
  }

  @Test
  void refusesWhatIsAnnouncedTooLargeBeforeReadingIt() {
    InputStream unread =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("read");
          }
        };
    Upload upload = new Upload(unread, OptionalLong.of(MAX_UPLOAD + 1), "");

    assertRefused(Refusal.TOO_LARGE, () -> node.intake.put("a", upload, NONE))
        .withMessageContaining("1000000 bytes");
    assertNothingIsLeft();
  }

  @Test
  void refusesWhatTurnsOutTooLarge() {
    byte[] bytes = gif(1, (int) MAX_UPLOAD + 1);

    assertRefused(Refusal.TOO_LARGE, () -> node.intake.put("a", unannounced(bytes), NONE));
    assertNothingIsLeft();
  }

  @Test
  void stopsReadingABodyWithoutEndOnceItIsTooLarge() {
    byte[] head = gif(1, 100);
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 7;
          }
        };
    Upload upload =
        new Upload(
            new SequenceInputStream(new ByteArrayInputStream(head), endless),
            OptionalLong.empty(),
            "");

    assertRefused(Refusal.TOO_LARGE, () -> node.intake.put("a", upload, NONE));
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 5000, 100_000})
  void refusesABodyShorterThanAnnounced(int length) {
    Upload upload =
        new Upload(new ByteArrayInputStream(gif(1, length)), OptionalLong.of(length + 1L), "");

    assertRefused(Refusal.CUT_SHORT, () -> node.intake.put("a", upload, NONE))
        .withMessageContainingAll("" + length, "" + (length + 1));
    assertNothingIsLeft();
  }

  @Test
  void refusesABodyLongerThanAnnounced() {
    Upload upload = new Upload(new ByteArrayInputStream(gif(1, 500)), OptionalLong.of(499), "");

    assertRefused(Refusal.CUT_SHORT, () -> node.intake.put("a", upload, NONE));
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 50, 5000, 100_000})
  void refusesABodyThatBreaksOffWithoutTellingTheServersReason(int length) {
    byte[] begin = length == 0 ? new byte[0] : gif(1, length);
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(begin),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("internal: socket 10.0.0.7 was reset");
              }
            });
    Upload upload = new Upload(broken, OptionalLong.empty(), "");

    assertRefused(Refusal.CUT_SHORT, () -> node.intake.put("a", upload, NONE))
        .withMessageNotContaining("internal");
    assertNothingIsLeft();
  }

  @Test
  void leavesNothingWhereTheServerFailsWhileReading() {
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(gif(1, 5000)),
            new InputStream() {
              @Override
              public int read() {
                throw new IllegalStateException("a fault of the server");
              }
            });

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> node.intake.put("a", new Upload(broken, OptionalLong.empty(), ""), NONE));
    assertNothingIsLeft();
  }

  @Test
  void refusesWhatHasNoRoomAndTellsHowMuchThereIs() throws Exception {
    try (TestNode small = nodeWithCapacity(10_000)) {
      small.intake.put("a", upload(gif(1, 6000)), NONE);

      assertRefused(Refusal.NO_ROOM, () -> small.intake.put("b", upload(gif(2, 4001)), NONE))
          .withMessageContaining("4000 bytes are free");
      assertRefused(Refusal.NO_ROOM, () -> small.intake.put("b", unannounced(gif(2, 4001)), NONE));

      assertThat(small.filesBelow("incoming")).isEmpty();
      assertThat(small.filesBelow("blobs")).hasSize(1);
      assertThat(small.blobs.room().free()).isEqualTo(4000);
      small.intake.put("b", unannounced(gif(2, 4000)), NONE);
      assertThat(small.blobs.room().free()).isZero();
    }
  }

  @Test
  void refusesAReplacementWhoseConditionFailsAndKeepsWhatIsThere() throws Exception {
    byte[] first = gif(1, 5000);
    node.intake.put("a", upload(first), NONE);

    assertRefused(
        Refusal.CONDITION_FAILED, () -> node.intake.put("a", upload(gif(2, 5000)), ABSENT));

    node.awaitBlobs(1);
    Sha256 kept = node.catalogue.find("a").orElseThrow().sha256();
    assertThat(node.read(kept)).isEqualTo(first);
    assertThat(node.filesBelow("incoming")).isEmpty();
  }

  @Test
  void aRefusalDoesNotTakeABlobThatAnotherImageNeeds() throws Exception {
    byte[] bytes = gif(1, 5000);
    node.intake.put("a", upload(bytes), NONE);

    assertRefused(Refusal.CONDITION_FAILED, () -> node.intake.put("a", upload(bytes), ABSENT));

    node.reclaim.close();
    assertThat(node.read(node.catalogue.find("a").orElseThrow().sha256())).isEqualTo(bytes);
  }

  @Test
  void refusesAKeyThatWasUsedForOtherBytesAndLeavesNothingOfThem() throws Exception {
    Optional<UploadKey> key = Optional.of(new UploadKey("key", 0));
    node.intake.add(upload(gif(1, 5000)), key);

    assertRefused(Refusal.KEY_REUSED, () -> node.intake.add(upload(gif(2, 5000)), key));

    node.awaitBlobs(1);
    assertThat(node.catalogue.tally().images()).isEqualTo(1);
  }

  @Test
  void aRepeatedUploadIsAnsweredWithTheImageOfTheFirst() throws Exception {
    Optional<UploadKey> key = Optional.of(new UploadKey("key", 0));
    Stored first = node.intake.add(upload(gif(1, 5000)), key);

    Stored again = node.intake.add(upload(gif(1, 5000)), key);

    assertThat(again.image()).isEqualTo(first.image());
    assertThat(node.filesBelow("blobs")).hasSize(1);
  }

  @Test
  void replacingFreesTheBlobThatNoImageNeeds() throws Exception {
    Stored first = node.intake.put("a", upload(gif(1, 5000)), NONE);
    Stored second = node.intake.put("a", upload(gif(2, 6000)), NONE);

    node.awaitBlobs(1);
    assertThat(node.has(first.image().sha256())).isFalse();
    assertThat(node.has(second.image().sha256())).isTrue();
    assertThat(node.catalogue.tally()).isEqualTo(new Tally(1, 1, 6000));
  }

  @Test
  void equalBytesUnderTwoIdsSurviveTheDeletionOfOne() throws Exception {
    byte[] bytes = gif(1, 5000);
    node.intake.put("a", upload(bytes), NONE);
    Sha256 hash = node.intake.put("b", upload(bytes), NONE).image().sha256();

    node.catalogue.delete("a", NONE).ifPresent(node.reclaim::offer);
    node.reclaim.offer(hash);
    node.reclaim.close();

    assertThat(node.read(hash)).isEqualTo(bytes);
  }

  @Test
  void leavesNothingWhereTheCatalogueFails() throws Exception {
    node.catalogue.close();

    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> node.intake.put("a", upload(gif(1, 5000)), NONE))
        .withMessageContaining("closed");

    assertThat(node.filesBelow("incoming")).isEmpty();
    // Whether a record needs the blob cannot be asked now: the next start's sweep removes it.
    node.reclaim.close();
    node = TestNode.in(folder);
    assertThat(node.reclaim.sweep()).isEqualTo(1);
    assertNothingIsLeft();
  }

  @Test
  void isRefusedAsIoWhereTheDiskFailsThoughThereIsRoom() throws Exception {
    Files.delete(folder.resolve("incoming"));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> node.intake.put("a", upload(gif(1, 5000)), NONE));
    Files.createDirectory(folder.resolve("incoming"));
    assertNothingIsLeft();
  }

  private TestNode nodeWithCapacity(long capacity) throws IOException {
    Path other = Files.createDirectory(folder.resolve("small"));
    return new TestNode(other, OptionalLong.of(capacity), MAX_UPLOAD);
  }

  private void assertNothingIsLeft() {
    assertThat(node.filesBelow("incoming")).isEmpty();
    node.awaitBlobs(0);
    assertThat(node.catalogue.list(new Listing(10, "", "", Optional.empty())).images()).isEmpty();
    assertThat(node.catalogue.tally()).isEqualTo(new Tally(0, 0, 0));
  }

  private static ThrowableAssertAlternative<RefusedException> assertRefused(
      Refusal expected, ThrowingCallable upload) {
    return assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(upload)
        .satisfies(e -> assertThat(e.refusal()).isEqualTo(expected));
  }
}

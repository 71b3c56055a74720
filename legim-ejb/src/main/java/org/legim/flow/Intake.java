package org.legim.flow;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.legim.blob.BlobStore;
import org.legim.blob.Incoming;
import org.legim.blob.NoRoomException;
import org.legim.blob.Sha256;
import org.legim.catalogue.ImageWrites;
import org.legim.catalogue.NewImage;
import org.legim.catalogue.Stored;
import org.legim.catalogue.UploadKey;
import org.legim.config.GeoPoint;
import org.legim.image.ImageFormat;
import org.legim.image.ImageIdGenerator;
import org.legim.image.ImageInspector;
import org.legim.image.ImageSize;
import org.legim.image.Refusal;
import org.legim.image.RefusedException;
import org.legim.image.UnreadableImageException;
import org.legim.image.WriteCondition;

/**
 * The way of an image into the node: judged, written, forced, recorded; when a call returns, a
 * power cut does not take the image back, and when it throws, nothing of it is left.
 *
 * <p>The order is what makes it safe: first the blob is durable, then the record that needs it. A
 * crash in between leaves a blob that nothing needs, which {@link Reclaim} sweeps away.
 */
public final class Intake {

  private static final Logger LOG = Logger.getLogger(Intake.class.getName());
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int SHOWN_BYTES = 8;

  private final BlobStore blobs;
  private final ImageWrites writes;
  private final Reclaim reclaim;
  private final long maxUpload;
  private final Listener stored;
  private final ImageIdGenerator ids = new ImageIdGenerator();
  private final ImageInspector inspector = new ImageInspector();

  /**
   * @param writes makes the records
   * @param maxUpload the longest image accepted, in bytes
   * @param stored told of each blob that has been stored, once its record is committed
   */
  public Intake(
      BlobStore blobs, ImageWrites writes, Reclaim reclaim, long maxUpload, Listener stored) {
    this.blobs = blobs;
    this.writes = writes;
    this.reclaim = reclaim;
    this.maxUpload = maxUpload;
    this.stored = stored;
  }

  /** Hears of blobs that clients have sent. */
  @FunctionalInterface
  public interface Listener {

    /**
     * A blob has been stored, and its record committed.
     *
     * @param from where the client is, if that is known
     */
    void stored(Sha256 blob, Optional<GeoPoint> from);
  }

  /**
   * Stores an image under an id that the node makes.
   *
   * @param key recognises a repeated upload, which is then answered with the image of the first
   * @throws RefusedException if the image is not accepted
   * @throws IOException if the node's disk fails
   */
  public Stored add(Upload upload, Optional<UploadKey> key) throws RefusedException, IOException {
    return store(upload, image -> writes.add(image, ids::next, key));
  }

  /**
   * Stores an image under the client's id, creating or replacing it.
   *
   * @param condition what must be there, or not be there, for the image to be stored
   * @throws RefusedException if the image is not accepted, or the condition does not hold
   * @throws IOException if the node's disk fails
   */
  public Stored put(String id, Upload upload, WriteCondition condition)
      throws RefusedException, IOException {
    return store(upload, image -> writes.put(id, image, condition));
  }

  private Stored store(Upload upload, Recorder recorder) throws RefusedException, IOException {
    if (upload.announced().isPresent()) {
      refuseTooLarge(upload.announced().getAsLong());
    }
    byte[] buffer = new byte[BUFFER_BYTES];
    int head = readHead(upload, buffer);
    ImageFormat format = formatOf(buffer, head);
    try (Incoming incoming = blobs.receive(upload.announced())) {
      write(upload, buffer, head, incoming);
      incoming.finish();
      NewImage image =
          new NewImage(
              upload.name(),
              format.mediaType(),
              incoming.bytes(),
              sizeOf(incoming, format),
              incoming.hash(),
              upload.replicas());
      return record(incoming, image, upload.from(), recorder);
    } catch (NoRoomException e) {
      throw noRoom(e.free());
    } catch (IOException e) {
      // A disk that ran full under us says so in words of its own.
      if (blobs.room().free() == 0) {
        throw noRoom(0);
      }
      throw e;
    }
  }

  private Stored record(
      Incoming incoming, NewImage image, Optional<GeoPoint> from, Recorder recorder)
      throws RefusedException, IOException {
    boolean recorded = false;
    BlobStore.Hold hold = blobs.keep(incoming);
    try {
      Stored result = recorder.record(image);
      recorded = true;
      result.unneeded().ifPresent(reclaim::offer);
      return result;
    } finally {
      hold.close();
      if (recorded) {
        stored.stored(image.sha256(), from);
      } else {
        reclaim.offer(image.sha256());
      }
    }
  }

  private int readHead(Upload upload, byte[] buffer) throws RefusedException {
    int length = read(upload.body(), buffer, ImageFormat.HEAD_BYTES);
    if (length == 0) {
      throw new RefusedException(Refusal.EMPTY, "The image is empty: no bytes came.");
    }
    return length;
  }

  private static ImageFormat formatOf(byte[] buffer, int head) throws RefusedException {
    Optional<ImageFormat> format = ImageFormat.detect(buffer, head);
    if (format.isEmpty()) {
      String begin = HexFormat.ofDelimiter(" ").formatHex(buffer, 0, Math.min(head, SHOWN_BYTES));
      throw new RefusedException(
          Refusal.NOT_AN_IMAGE,
          "The bytes, which begin with " + begin + ", are not " + acceptedFormats() + ".");
    }
    return format.get();
  }

  private static String acceptedFormats() {
    return Stream.of(ImageFormat.values()).map(Enum::name).collect(Collectors.joining(", "));
  }

  private void write(Upload upload, byte[] buffer, int head, Incoming incoming)
      throws RefusedException, IOException {
    int length = head;
    while (length > 0) {
      refuseTooLarge(incoming.bytes() + length);
      incoming.write(buffer, 0, length);
      length = read(upload.body(), buffer, buffer.length);
    }
    if (upload.announced().isPresent() && incoming.bytes() != upload.announced().getAsLong()) {
      throw new RefusedException(
          Refusal.CUT_SHORT,
          incoming.bytes()
              + " bytes came, but "
              + upload.announced().getAsLong()
              + " were announced; nothing was stored.");
    }
  }

  /** Reads until the buffer's part is full or the body ends; 0 at the end. */
  private static int read(InputStream body, byte[] buffer, int most) throws RefusedException {
    try {
      return body.readNBytes(buffer, 0, most);
    } catch (IOException e) {
      // The server's words for it are not for clients.
      LOG.log(Level.FINE, "a body could not be read", e);
      throw new RefusedException(
          Refusal.CUT_SHORT, "The body ended early or is malformed; nothing was stored.");
    }
  }

  private void refuseTooLarge(long bytes) throws RefusedException {
    if (bytes > maxUpload) {
      throw new RefusedException(
          Refusal.TOO_LARGE, "The image is longer than the " + maxUpload + " bytes allowed here.");
    }
  }

  private Optional<ImageSize> sizeOf(Incoming incoming, ImageFormat format)
      throws RefusedException, IOException {
    try {
      return inspector.sizeOf(incoming.file(), format);
    } catch (UnreadableImageException e) {
      throw new RefusedException(Refusal.NOT_AN_IMAGE, e.getMessage());
    }
  }

  private static RefusedException noRoom(long free) {
    return new RefusedException(
        Refusal.NO_ROOM, "This node has no room for the image: " + free + " bytes are free.");
  }

  /** Makes the record of an image whose blob is durable. */
  @FunctionalInterface
  private interface Recorder {
    Stored record(NewImage image) throws RefusedException;
  }
}

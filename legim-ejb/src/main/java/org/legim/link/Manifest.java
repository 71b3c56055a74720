package org.legim.link;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.legim.blob.Sha256;
import org.legim.link.LinkException.Kind;

/**
 * What the body of a request with many blobs begins with: of each a record that needs it, as a JSON
 * array. The blobs' bytes follow, one after the other, without anything between them.
 *
 * <p>The header {@link LinkHeaders#MANIFEST} says how long it is and which SHA-256 it has, {@code
 * 1234;HEX}, and is what is signed of the request: it answers for the manifest, and the hashes in
 * the manifest for the blobs.
 */
public final class Manifest {

  /** How many blobs one request may bring. */
  public static final int MOST_BLOBS = 256;

  /** How many bytes they may have together, unless it is one blob. */
  public static final long MOST_BLOB_BYTES = 64L << 20;

  /** How long the manifest may be. */
  public static final int MOST_BYTES = 1 << 20;

  private static final Pattern HEADER = Pattern.compile("(\\d{1,7});([0-9a-f]{64})");
  private static final Jsonb JSON = JsonbBuilder.create();

  private final List<ImageEntry> images;
  private final byte[] json;

  private Manifest(List<ImageEntry> images, byte[] json) throws LinkException {
    this.images = images;
    this.json = json;
    check();
  }

  /**
   * @param images of each blob a record, in the order in which the blobs follow
   * @throws LinkException of kind REFUSED if these are more than one request may bring
   */
  static Manifest of(List<ImageEntry> images) throws LinkException {
    return new Manifest(List.copyOf(images), JSON.toJson(images).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads the beginning of a body; the blobs are left in it.
   *
   * @param header the value of {@link LinkHeaders#MANIFEST}, which was signed; may be null
   * @throws LinkException of kind REFUSED if the body does not begin with what the header says, or
   *     names more than one request may bring
   */
  public static Manifest read(String header, InputStream body) throws IOException {
    Matcher announced = HEADER.matcher(header == null ? "" : header);
    if (!announced.matches()) {
      throw refused(
          "the header %s is LENGTH;SHA256 of the manifest, not %s"
              .formatted(LinkHeaders.MANIFEST, header));
    }
    int length = Integer.parseInt(announced.group(1));
    if (length > MOST_BYTES) {
      throw tooLong(length);
    }
    byte[] json = body.readNBytes(length);
    if (!Sha256.of(json).hex().equals(announced.group(2))) {
      throw refused("the manifest is not what %s says of it".formatted(LinkHeaders.MANIFEST));
    }
    return new Manifest(parse(json), json);
  }

  private static List<ImageEntry> parse(byte[] json) throws LinkException {
    try {
      ImageEntry[] images =
          JSON.fromJson(new String(json, StandardCharsets.UTF_8), ImageEntry[].class);
      if (images != null && Arrays.stream(images).allMatch(Objects::nonNull)) {
        return List.of(images);
      }
    } catch (JsonbException e) {
      throw new LinkException(Kind.REFUSED, "the manifest is not an array of records", e);
    }
    throw refused("the manifest is not an array of records");
  }

  private void check() throws LinkException {
    if (json.length > MOST_BYTES) {
      throw tooLong(json.length);
    }
    if (images.isEmpty() || images.size() > MOST_BLOBS) {
      throw refused(
          "the manifest names %d blobs, not 1 to %d".formatted(images.size(), MOST_BLOBS));
    }
    long bytes = 0;
    for (ImageEntry image : images) {
      if (image.id() == null
          || image.sha256() == null
          || !Sha256.isValid(image.sha256())
          || image.bytes() < 0) {
        throw refused("the manifest has a record of no blob: " + image);
      }
      // One record after the other, so that no sum can overflow.
      if (images.size() > 1 && image.bytes() > MOST_BLOB_BYTES - bytes) {
        throw refused(
            "the manifest names blobs of more than %d bytes together".formatted(MOST_BLOB_BYTES));
      }
      bytes += image.bytes();
    }
  }

  private static LinkException tooLong(int length) {
    return refused(
        "the manifest has %d bytes, more than the %d that it may have"
            .formatted(length, MOST_BYTES));
  }

  private static LinkException refused(String why) {
    return new LinkException(Kind.REFUSED, why);
  }

  /** Of each blob a record that needs it, in the order in which the blobs follow. */
  public List<ImageEntry> images() {
    return images;
  }

  /** How many bytes the manifest and all blobs have. */
  public long bodyBytes() {
    return json.length + images.stream().mapToLong(ImageEntry::bytes).sum();
  }

  /** The value of the header {@link LinkHeaders#MANIFEST}. */
  String header() {
    return json.length + ";" + Sha256.of(json).hex();
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(json);
  }
}

package org.legim.grant;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.legim.blob.Sha256;

/**
 * That a node may give one blob to whoever asks, and all that the gateway would say with it: the
 * node need not have the record.
 *
 * @param blob what is granted
 * @param bytes how long it is
 * @param id of the image
 * @param name the file name that the image's client gave, or an empty text
 * @param type the media type
 * @param modified when the image got these bytes
 * @param cacheControl the header that goes with it
 * @param gateway the gateway's base URL for users, if an operator has told it one: where to go if
 *     the node cannot give the blob
 * @param expires from when on it is void; in whole seconds
 */
public record Grant(
    Sha256 blob,
    long bytes,
    String id,
    String name,
    String type,
    Instant modified,
    String cacheControl,
    Optional<URI> gateway,
    Instant expires) {

  /** Another form gets another one, so that no version takes the fields of another for its own. */
  private static final String FORM = "legim-grant-1";

  private static final String DELIMITER = "\n";

  /** What is signed. */
  byte[] encode() {
    List<String> fields =
        List.of(
            FORM,
            blob.hex(),
            Long.toString(bytes),
            id,
            name,
            type,
            Long.toString(modified.toEpochMilli()),
            cacheControl,
            gateway.map(URI::toString).orElse(""),
            Long.toString(expires.getEpochSecond()));
    for (String field : fields) {
      if (field.contains(DELIMITER)) {
        throw new IllegalArgumentException("a line break within a field of a grant");
      }
    }
    return String.join(DELIMITER, fields).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #encode} wrote; to be called only with what is signed.
   *
   * @throws IllegalArgumentException if it is of another form
   */
  static Grant decode(byte[] bytes) {
    String[] fields = new String(bytes, StandardCharsets.UTF_8).split(DELIMITER, -1);
    if (!fields[0].equals(FORM) || fields.length != 10) {
      throw new IllegalArgumentException("a grant of another form");
    }
    return new Grant(
        new Sha256(fields[1]),
        Long.parseLong(fields[2]),
        fields[3],
        fields[4],
        fields[5],
        Instant.ofEpochMilli(Long.parseLong(fields[6])),
        fields[7],
        fields[8].isEmpty() ? Optional.empty() : Optional.of(URI.create(fields[8])),
        Instant.ofEpochSecond(Long.parseLong(fields[9])));
  }
}

package org.legim.web.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.legim.catalogue.DrainRecord;
import org.legim.drain.Certificate;
import org.legim.drain.DrainStatus;

/**
 * How a drain stands; the members are those of {@link DrainRecord} and {@link DrainStatus}.
 *
 * @param cause {@code retire} or {@code stop}
 * @param state {@code draining}, {@code gone}, {@code cancelled} or {@code kept}
 * @param ended null while it is under way
 * @param reason null while it is under way
 * @param secondsLeft null while nothing is known
 * @param certificate null unless it has ended as {@code gone}
 */
@JsonbPropertyOrder({
  "id",
  "node",
  "name",
  "cause",
  "state",
  "begun",
  "ended",
  "reason",
  "blobs",
  "bytes",
  "blobsDone",
  "bytesDone",
  "blobsLeft",
  "bytesLeft",
  "blobsSkipped",
  "bytesPerSecond",
  "secondsLeft",
  "errors",
  "leavers",
  "certificate"
})
public record DrainJson(
    String id,
    String node,
    String name,
    String cause,
    String state,
    Instant begun,
    Instant ended,
    String reason,
    long blobs,
    long bytes,
    long blobsDone,
    long bytesDone,
    long blobsLeft,
    long bytesLeft,
    long blobsSkipped,
    long bytesPerSecond,
    Long secondsLeft,
    List<String> errors,
    List<LeaverJson> leavers,
    CertificateJson certificate) {

  /**
   * A node that leaves.
   *
   * @param parent the id of its parent when the drain began
   */
  @JsonbPropertyOrder({"node", "name", "parent", "state"})
  public record LeaverJson(String node, String name, String parent, String state) {

    static LeaverJson of(DrainRecord.Leaver leaver) {
      return new LeaverJson(leaver.node(), leaver.name(), leaver.parent(), label(leaver.state()));
    }
  }

  /** What was handed over; the members are those of {@link Certificate}. */
  @JsonbPropertyOrder({"blobs", "bytes", "root"})
  public record CertificateJson(long blobs, long bytes, String root) {

    static CertificateJson of(Certificate certificate) {
      return new CertificateJson(certificate.blobs(), certificate.bytes(), certificate.root());
    }
  }

  static DrainJson of(DrainStatus status) {
    DrainRecord drain = status.drain();
    return new DrainJson(
        drain.id(),
        drain.node(),
        drain.name(),
        label(drain.cause()),
        label(drain.state()),
        Instant.ofEpochMilli(drain.begun()),
        drain.ended() == 0 ? null : Instant.ofEpochMilli(drain.ended()),
        drain.reason(),
        drain.blobs(),
        drain.bytes(),
        status.blobsDone(),
        status.bytesDone(),
        status.blobsLeft(),
        status.bytesLeft(),
        status.blobsSkipped(),
        status.bytesPerSecond(),
        status.secondsLeft().isPresent() ? status.secondsLeft().getAsLong() : null,
        status.errors(),
        drain.leavers().stream().map(LeaverJson::of).toList(),
        status.certificate().map(CertificateJson::of).orElse(null));
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

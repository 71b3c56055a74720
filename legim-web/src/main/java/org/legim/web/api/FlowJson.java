package org.legim.web.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.legim.flow.Flow;

/**
 * Images that move now for one reason; the members are those of {@link Flow}.
 *
 * @param reason {@code place}, {@code backflow}, {@code relief} or {@code repair}
 * @param drain the id of the drain that they move for, or null
 */
@JsonbPropertyOrder({
  "reason",
  "drain",
  "images",
  "bytes",
  "bytesPerSecond",
  "imagesLeft",
  "bytesLeft"
})
public record FlowJson(
    String reason,
    String drain,
    long images,
    long bytes,
    long bytesPerSecond,
    long imagesLeft,
    long bytesLeft) {

  static FlowJson of(Flow flow) {
    return new FlowJson(
        flow.reason().label(),
        flow.drain().orElse(null),
        flow.blobs(),
        flow.bytes(),
        flow.bytesPerSecond(),
        flow.blobsLeft(),
        flow.bytesLeft());
  }
}

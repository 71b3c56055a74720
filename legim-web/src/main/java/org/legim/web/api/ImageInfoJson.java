package org.legim.web.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;

/**
 * An image and who holds it.
 *
 * @param replicas on how many nodes it shall be, and is
 * @param holders the nodes that have its bytes
 */
@JsonbPropertyOrder({
  "id",
  "name",
  "type",
  "bytes",
  "width",
  "height",
  "sha256",
  "created",
  "url",
  "replicas",
  "holders"
})
public record ImageInfoJson(
    String id,
    String name,
    String type,
    long bytes,
    Integer width,
    Integer height,
    String sha256,
    Instant created,
    String url,
    ReplicasJson replicas,
    List<HolderJson> holders) {

  static ImageInfoJson of(ImageJson image, ReplicasJson replicas, List<HolderJson> holders) {
    return new ImageInfoJson(
        image.id(),
        image.name(),
        image.type(),
        image.bytes(),
        image.width(),
        image.height(),
        image.sha256(),
        image.created(),
        image.url(),
        replicas,
        holders);
  }
}

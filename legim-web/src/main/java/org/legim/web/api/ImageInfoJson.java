package org.legim.web.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;

/**
 * An image and who holds it.
 *
 * @param holders the nodes that have its bytes
 */
@JsonbPropertyOrder({
  "id", "name", "type", "bytes", "width", "height", "sha256", "created", "url", "holders"
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
    List<HolderJson> holders) {

  static ImageInfoJson of(ImageJson image, List<HolderJson> holders) {
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
        holders);
  }
}

package org.legim.web.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.legim.catalogue.ImageRecord;
import org.legim.image.ImageSize;

/**
 * An image as the API shows it.
 *
 * @param bytes its length
 * @param width in pixels, as encoded in the file; null if an SVG states none
 * @param height in pixels, likewise
 * @param created when the id was first stored
 * @param url where its bytes are
 */
@JsonbPropertyOrder({"id", "name", "type", "bytes", "width", "height", "sha256", "created", "url"})
public record ImageJson(
    String id,
    String name,
    String type,
    long bytes,
    Integer width,
    Integer height,
    String sha256,
    Instant created,
    String url) {

  static ImageJson of(ImageRecord image, ApiUrls urls) {
    return new ImageJson(
        image.id(),
        image.name(),
        image.type(),
        image.bytes(),
        image.size().map(ImageSize::width).orElse(null),
        image.size().map(ImageSize::height).orElse(null),
        image.sha256().hex(),
        image.created(),
        urls.image(image.id()).toString());
  }
}

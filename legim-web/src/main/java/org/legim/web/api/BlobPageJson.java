package org.legim.web.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * A page of what a drain has handed over.
 *
 * @param blobs in the order of their hashes
 * @param next what to send as {@code after} for the next page; null at the end
 */
@JsonbPropertyOrder({"blobs", "next"})
public record BlobPageJson(List<BlobJson> blobs, String next) {

  /**
   * A blob that was handed over.
   *
   * @param bytes its length
   * @param image the id of one image that has these bytes; null if none has them any more
   */
  @JsonbPropertyOrder({"sha256", "bytes", "image"})
  public record BlobJson(String sha256, long bytes, String image) {}
}

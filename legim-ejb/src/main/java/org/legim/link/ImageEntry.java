package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;

/**
 * A record of an image, as nodes tell each other; {@code org.legim.catalogue.ImageRecord} says what
 * each member means.
 *
 * @param epoch of its revision
 * @param counter of its revision
 * @param width null where the image states none
 * @param height null where the image states none
 * @param sha256 in hexadecimal digits
 * @param created milliseconds since 1970-01-01T00:00:00Z
 * @param modified likewise
 * @param replicas on how many nodes the image asks to be kept; null leaves it to the system
 */
public record ImageEntry(
    String id,
    long epoch,
    long counter,
    String name,
    String type,
    long bytes,
    Integer width,
    Integer height,
    String sha256,
    long created,
    long modified,
    Integer replicas) {

  /** Read by JSON-B. */
  @JsonbCreator
  public ImageEntry {}

  /** An image that leaves it to the system on how many nodes it is kept. */
  public ImageEntry(
      String id,
      long epoch,
      long counter,
      String name,
      String type,
      long bytes,
      Integer width,
      Integer height,
      String sha256,
      long created,
      long modified) {
    this(id, epoch, counter, name, type, bytes, width, height, sha256, created, modified, null);
  }
}

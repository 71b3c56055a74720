package org.legim.web;

import java.time.Instant;
import java.util.Optional;
import org.legim.blob.Sha256;
import org.legim.catalogue.ImageRecord;
import org.legim.catalogue.Revision;
import org.legim.image.ImageSize;

/** Records of images as a catalogue gives them. */
public final class SampleRecords {

  /** The hash of them all. */
  public static final Sha256 HASH = new Sha256("ab".repeat(32));

  private SampleRecords() {}

  /** The image {@code a}, with a name and a type. */
  public static ImageRecord image(String name, String type) {
    return image("a", name, type, HASH, 10);
  }

  /** An image of 33 x 21, created at a second and modified in the next. */
  public static ImageRecord image(String id, String name, String type, Sha256 hash, long bytes) {
    return new ImageRecord(
        id,
        new Revision(1, 1),
        name,
        type,
        bytes,
        Optional.of(new ImageSize(33, 21)),
        hash,
        Instant.parse("2026-11-23T10:00:00.250Z"),
        Instant.parse("2026-11-23T10:00:01.750Z"));
  }
}

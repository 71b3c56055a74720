package org.legim.web.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.legim.blob.Sha256;
import org.legim.catalogue.ImageRecord;
import org.legim.drain.DrainService;
import org.legim.link.BlobEntry;
import org.legim.web.api.BlobPageJson.BlobJson;

/** Pages of what a drain has handed over, for whoever checks it. */
final class HandedOver {

  private final DrainService drains;
  private final Function<Sha256, ImageRecord> imageOf;

  /**
   * @param imageOf finds a record that needs a blob, or null
   */
  HandedOver(DrainService drains, Function<Sha256, ImageRecord> imageOf) {
    this.drains = drains;
    this.imageOf = imageOf;
  }

  BlobPageJson page(String drain, String after, int limit) {
    // One more than the page holds says whether there is another.
    List<BlobEntry> found = drains.handedOver(drain, after, limit + 1);
    List<BlobJson> blobs = found.stream().limit(limit).map(this::json).toList();
    return new BlobPageJson(
        blobs, found.size() > limit ? blobs.get(blobs.size() - 1).sha256() : null);
  }

  private BlobJson json(BlobEntry blob) {
    Optional<ImageRecord> image = Optional.ofNullable(imageOf.apply(new Sha256(blob.sha256())));
    return new BlobJson(blob.sha256(), blob.bytes(), image.map(ImageRecord::id).orElse(null));
  }
}

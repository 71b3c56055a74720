package org.legim.link;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The answer to a request with many blobs: what became of each, as a JSON array. */
public final class Receipts {

  /** More than the receipts of {@value Manifest#MOST_BLOBS} blobs have. */
  static final int MOST_BYTES = 1 << 20;

  private static final Jsonb JSON = JsonbBuilder.create();

  private Receipts() {}

  /** The body of the answer. */
  public static byte[] write(List<Receipt> receipts) {
    return JSON.toJson(receipts).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @param images what was sent
   * @return one receipt for each, in their order; empty if that is not what the answer says
   */
  static Optional<List<Receipt>> read(byte[] body, List<ImageEntry> images) {
    try {
      Receipt[] receipts = JSON.fromJson(new String(body, StandardCharsets.UTF_8), Receipt[].class);
      return receipts != null && areOf(images, receipts)
          ? Optional.of(List.of(receipts))
          : Optional.empty();
    } catch (JsonbException e) {
      return Optional.empty();
    }
  }

  private static boolean areOf(List<ImageEntry> images, Receipt[] receipts) {
    if (receipts.length != images.size()) {
      return false;
    }
    for (int i = 0; i < receipts.length; i++) {
      Receipt receipt = receipts[i];
      if (receipt == null
          || receipt.result() == null
          || !images.get(i).sha256().equals(receipt.sha256())) {
        return false;
      }
    }
    return true;
  }
}

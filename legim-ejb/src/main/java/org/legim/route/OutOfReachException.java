package org.legim.route;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.legim.catalogue.ImageRecord;

/** An image is known, but no holder of its bytes can give them now. */
public final class OutOfReachException extends IOException {

  private final transient List<Holder> holders;

  /**
   * @param image which image
   * @param holders the nodes that should have its bytes
   */
  public OutOfReachException(ImageRecord image, List<Holder> holders) {
    super(
        "The image "
            + image.id()
            + " is known, but its bytes (SHA-256 "
            + image.sha256()
            + ") cannot be reached now: "
            + where(holders)
            + ".");
    this.holders = List.copyOf(holders);
  }

  private static String where(List<Holder> holders) {
    return holders.isEmpty()
        ? "no node has them"
        : holders.stream()
            .map(holder -> holder.name() + " (" + holder.state() + ")")
            .collect(Collectors.joining(", ", "they are at ", ""));
  }

  /** The nodes that should have its bytes. */
  public List<Holder> holders() {
    return holders;
  }
}

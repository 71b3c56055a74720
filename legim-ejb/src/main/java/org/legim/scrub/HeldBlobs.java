package org.legim.scrub;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import org.legim.blob.Sha256;
import org.legim.catalogue.Holdings;

/**
 * The blobs that a node should have, in the order of their hashes, which is that of the folders.
 */
final class HeldBlobs {

  /** Of the hashes that are asked for together: few enough to keep, and few questions in all. */
  private static final int DIGITS = 3;

  private static final int PREFIXES = 1 << 4 * DIGITS;

  private final Holdings holdings;
  private final Deque<Sha256> page = new ArrayDeque<>();
  private final String after;
  private int prefix;

  /**
   * @param after the last hash that is not to be shown again; empty to begin
   */
  HeldBlobs(Holdings holdings, String after) {
    this.holdings = holdings;
    this.after = after;
    this.prefix = after.isEmpty() ? 0 : Integer.parseInt(after.substring(0, DIGITS), 16);
  }

  /** The next one; empty after the last. */
  Optional<Sha256> next() {
    while (page.isEmpty() && prefix < PREFIXES) {
      holdings.held("%03x".formatted(prefix)).stream()
          .filter(hash -> hash.hex().compareTo(after) > 0)
          .sorted(Comparator.comparing(Sha256::hex))
          .forEach(page::add);
      prefix++;
    }
    return Optional.ofNullable(page.poll());
  }
}

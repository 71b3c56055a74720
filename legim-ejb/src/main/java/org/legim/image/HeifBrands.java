package org.legim.image;

import java.util.Optional;
import java.util.Set;

/**
 * Tells AVIF from HEIC by the brands in the {@code ftyp} box (ISO/IEC 14496-12 section 4.3, ISO/IEC
 * 23008-12 section 10).
 */
final class HeifBrands {
  private static final Set<String> AVIF = Set.of("avif", "avis");

  private static final Set<String> HEIC =
      Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs");

  /** They name the container only; the compatible brands say what is in it. */
  private static final Set<String> CONTAINER = Set.of("mif1", "msf1", "miaf", "MA1A", "MA1B");

  private static final int MAJOR_BRAND_OFFSET = 8;
  private static final int COMPATIBLE_BRANDS_OFFSET = 16;

  private HeifBrands() {}

  static boolean isAvif(Head head) {
    return decidingBrand(head).filter(AVIF::contains).isPresent();
  }

  static boolean isHeic(Head head) {
    return decidingBrand(head).filter(HEIC::contains).isPresent();
  }

  private static Optional<String> decidingBrand(Head head) {
    long boxSize = head.uint32BigEndian(0);
    if (!head.matches(4, "ftyp") || boxSize < COMPATIBLE_BRANDS_OFFSET) {
      return Optional.empty();
    }
    String major = head.fourCharacters(MAJOR_BRAND_OFFSET);
    if (!CONTAINER.contains(major)) {
      return Optional.of(major);
    }
    long end = Math.min(boxSize, head.length());
    for (int offset = COMPATIBLE_BRANDS_OFFSET; offset + 4 <= end; offset += 4) {
      String brand = head.fourCharacters(offset);
      if (AVIF.contains(brand) || HEIC.contains(brand)) {
        return Optional.of(brand);
      }
    }
    return Optional.empty();
  }
}

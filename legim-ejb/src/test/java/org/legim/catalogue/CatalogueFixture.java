package org.legim.catalogue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.legim.blob.Sha256;
import org.legim.image.ImageSize;
import org.legim.image.WriteCondition;

/** Catalogues for tests, and what goes into them. */
final class CatalogueFixture {

  static final String NODE = "this-node";
  static final Instant START = Instant.parse("2026-11-23T10:00:00.123456Z");

  private CatalogueFixture() {}

  static SqliteCatalogue open(Path folder) {
    return open(folder, 1, Clock.systemUTC());
  }

  static SqliteCatalogue open(Path folder, long epoch, Clock clock) {
    return SqliteCatalogue.open(folder.resolve("catalogue.db"), folder, NODE, epoch, clock);
  }

  static SqliteCatalogue open(Path folder, String node) {
    return SqliteCatalogue.open(folder.resolve(node + ".db"), folder, node, 1, Clock.systemUTC());
  }

  /** A clock that a test moves. */
  static Clock clockOf(AtomicReference<Instant> now) {
    InstantSource source = now::get;
    return source.withZone(ZoneOffset.UTC);
  }

  /** The hash of the blob number n; its first digits differ from those of the next. */
  static Sha256 hash(int n) {
    String digits = String.format("%08x", Integer.reverse(n));
    return new Sha256(digits + "0".repeat(56));
  }

  /** The inverse of {@link #hash}. */
  static int number(Sha256 hash) {
    return Integer.reverse(Integer.parseUnsignedInt(hash.hex().substring(0, 8), 16));
  }

  /** An image whose bytes are the blob number n, which has 1000 + n bytes. */
  static NewImage image(int n) {
    return new NewImage(
        "photo " + n + ".jpg",
        "image/jpeg",
        1000L + n,
        Optional.of(new ImageSize(640, 480)),
        hash(n));
  }

  /** The same, for which so many copies are asked. */
  static NewImage image(int n, int replicas) {
    NewImage image = image(n);
    return new NewImage(
        image.name(),
        image.type(),
        image.bytes(),
        image.size(),
        image.sha256(),
        OptionalInt.of(replicas));
  }

  static WriteCondition ifMatch(Sha256 hash) {
    return new WriteCondition(
        Optional.of(WriteCondition.Tags.of(Set.of(hash.hex()))), Optional.empty());
  }

  static Listing all(int limit) {
    return new Listing(limit, "", "", Optional.empty());
  }

  static List<String> ids(ImagePage page) {
    return page.images().stream().map(ImageRecord::id).toList();
  }
}

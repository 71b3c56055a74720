package org.legim.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.legim.blob.BlobStore;
import org.legim.blob.DiskBlobStore;
import org.legim.blob.Incoming;
import org.legim.blob.Room;
import org.legim.blob.Sha256;
import org.legim.catalogue.Holdings;
import org.legim.catalogue.NewImage;
import org.legim.catalogue.SqliteCatalogue;
import org.legim.image.RefusedException;
import org.legim.image.WriteCondition;

/** A node's disk with images on it, and ways to damage it. */
final class Disk implements AutoCloseable {

  private final Path folder;
  private final SqliteCatalogue catalogue;
  final DiskBlobStore blobs;

  Disk(Path folder) throws IOException {
    this.folder = folder;
    this.catalogue =
        SqliteCatalogue.open(folder.resolve("catalogue.db"), folder, "node", 1, Clock.systemUTC());
    catalogue.ledger().lead("tree");
    Room room = new Room(folder, OptionalLong.empty(), () -> 0);
    this.blobs = DiskBlobStore.open(folder.resolve("blobs"), folder.resolve("incoming"), room);
  }

  Holdings holdings() {
    return catalogue.holdings();
  }

  long bytes() {
    return catalogue.tally().bytes();
  }

  Path scrubFile() {
    return folder.resolve("scrub.json");
  }

  /** Stores an image of random bytes; the same number and length again make the same bytes. */
  Sha256 store(int number, int length) throws IOException, RefusedException {
    byte[] bytes = bytes(number, length);
    try (Incoming incoming = blobs.receive(OptionalLong.of(length))) {
      incoming.write(bytes, 0, length);
      try (BlobStore.Hold hold = blobs.keep(incoming)) {
        assertThat(hold).isNotNull();
        NewImage image = new NewImage("", "image/png", length, Optional.empty(), incoming.hash());
        return catalogue.put("image-" + number, image, WriteCondition.NONE).image().sha256();
      }
    }
  }

  static byte[] bytes(int number, int length) {
    byte[] bytes = new byte[length];
    new Random(number).nextBytes(bytes);
    return bytes;
  }

  void delete(int number) throws RefusedException {
    catalogue.delete("image-" + number, WriteCondition.NONE);
  }

  void flip(Sha256 hash) throws IOException {
    byte[] bytes = Files.readAllBytes(file(hash));
    bytes[bytes.length / 2] ^= 1;
    Files.write(file(hash), bytes);
  }

  void truncate(Sha256 hash) throws IOException {
    byte[] bytes = Files.readAllBytes(file(hash));
    Files.write(file(hash), Arrays.copyOf(bytes, bytes.length - 1));
  }

  void remove(Sha256 hash) throws IOException {
    Files.delete(file(hash));
  }

  Path file(Sha256 hash) {
    String hex = hash.hex();
    return folder.resolve(Path.of("blobs", hex.substring(0, 2), hex.substring(2, 4), hex));
  }

  Path aside(Sha256 hash) {
    return folder.resolve("damaged").resolve(hash.hex());
  }

  @Override
  public void close() {
    catalogue.close();
  }
}

package org.legim.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.legim.blob.Blob;
import org.legim.blob.DiskBlobStore;
import org.legim.blob.Room;
import org.legim.blob.Sha256;
import org.legim.catalogue.SqliteCatalogue;

/** A real store and a real catalogue in a folder, with what moves images between them. */
final class TestNode implements Closeable {

  static final long MAX_UPLOAD = 1_000_000;

  final Path folder;
  final SqliteCatalogue catalogue;
  final DiskBlobStore blobs;
  final Reclaim reclaim;
  final Intake intake;
  final Queue<Sha256> stored = new ConcurrentLinkedQueue<>();

  TestNode(Path folder, OptionalLong capacity, long maxUpload) throws IOException {
    this("this-node", folder, capacity, maxUpload);
  }

  TestNode(String id, Path folder, OptionalLong capacity, long maxUpload) throws IOException {
    this.folder = folder;
    this.catalogue =
        SqliteCatalogue.open(
            folder.resolve("catalogue.db"),
            Files.createDirectories(folder.resolve("native")),
            id,
            1,
            Clock.systemUTC());
    Room room = new Room(folder, capacity, () -> catalogue.tally().bytes());
    this.blobs = DiskBlobStore.open(folder.resolve("blobs"), folder.resolve("incoming"), room);
    this.reclaim = new Reclaim(blobs, catalogue);
    this.intake =
        new Intake(blobs, catalogue, reclaim, maxUpload, (blob, from) -> stored.add(blob));
  }

  static TestNode in(Path folder) throws IOException {
    return new TestNode(folder, OptionalLong.empty(), MAX_UPLOAD);
  }

  static Upload upload(byte[] bytes) {
    return new Upload(new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length), "a.gif");
  }

  static Upload unannounced(byte[] bytes) {
    return new Upload(new ByteArrayInputStream(bytes), OptionalLong.empty(), "a.gif");
  }

  byte[] read(Sha256 hash) throws IOException {
    try (Blob blob = blobs.open(hash).orElseThrow()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      blob.copy(0, blob.bytes(), bytes);
      return bytes.toByteArray();
    }
  }

  boolean has(Sha256 hash) throws IOException {
    var blob = blobs.open(hash);
    if (blob.isPresent()) {
      blob.get().close();
    }
    return blob.isPresent();
  }

  /** The files below a folder, from which others may vanish meanwhile. */
  List<Path> filesBelow(String name) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder.resolve(name),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              files.add(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }
          });
      return files;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for the removals in the background. */
  void awaitBlobs(int count) {
    await("blobs " + count, () -> filesBelow("blobs").size() == count);
  }

  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain for " + what).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    reclaim.close();
    catalogue.close();
  }
}

package org.legim.blob;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Blobs as plain files, {@code blobs/ab/cd/abcd…}, so that an operator can read and copy them and
 * the page cache does the caching.
 *
 * <p>An upload is written to {@code incoming/}, forced, renamed into its place, and the folder
 * forced. Whatever stands in {@code incoming/} at start is from uploads that were never answered.
 */
public final class DiskBlobStore implements BlobStore {

  private final Path blobs;
  private final Path incoming;
  private final Room room;
  private final Holds holds = new Holds();
  private final ShardFolders folders;
  private final DamagedFiles damaged;
  private final AtomicLong received = new AtomicLong();

  private DiskBlobStore(Path blobs, Path incoming, Room room) throws IOException {
    this.blobs = blobs;
    this.folders = new ShardFolders(blobs);
    this.damaged = new DamagedFiles(blobs.resolveSibling("damaged"));
    this.incoming = incoming;
    this.room = room;
  }

  /**
   * Opens the store, removing what interrupted uploads left. Damaged blobs are set aside in a
   * folder {@code damaged} beside that of the blobs.
   *
   * @param blobs the folder of the blobs
   * @param incoming the folder of uploads under way, on the same file system
   */
  public static DiskBlobStore open(Path blobs, Path incoming, Room room) throws IOException {
    Durable.createFolders(blobs);
    Durable.createFolders(incoming);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(incoming)) {
      for (Path file : left) {
        Files.delete(file);
      }
    }
    return new DiskBlobStore(blobs, incoming, room);
  }

  @Override
  public Incoming receive(OptionalLong announced) throws IOException {
    Room.Claim claim = room.claim(announced.orElse(0));
    try {
      Path file = incoming.resolve(received.incrementAndGet() + ".part");
      return new Incoming(file, claim, announced.orElse(0));
    } catch (IOException e) {
      claim.close();
      throw e;
    }
  }

  @Override
  public Hold keep(Incoming bytes) throws IOException {
    Sha256 hash = bytes.finish();
    Hold hold = holds.hold(hash);
    try {
      // Also where the blob is there already: equal bytes, freshly written, heal a damaged file.
      Durable.rename(bytes.file(), folders.create(hash).resolve(hash.hex()));
      folders.force(hash);
      return hold;
    } catch (IOException | RuntimeException e) {
      hold.close();
      throw e;
    }
  }

  @Override
  public Optional<Blob> open(Sha256 hash) throws IOException {
    try {
      FileChannel channel = FileChannel.open(fileOf(hash), StandardOpenOption.READ);
      try {
        return Optional.of(new FileBlob(hash, channel.size(), channel));
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean remove(Sha256 hash, Check unneeded) throws IOException {
    return holds.ifFree(
        hash,
        () -> {
          if (!unneeded.holds()) {
            return false;
          }
          // Not forced: a file that a power cut brings back is swept at the next start.
          Files.deleteIfExists(fileOf(hash));
          return true;
        });
  }

  @Override
  public Finding examine(Sha256 hash, Runnable gone) throws IOException {
    return holds.alone(hash, () -> examineAlone(hash, gone)).orElse(Finding.HELD);
  }

  private Finding examineAlone(Sha256 hash, Runnable gone) throws IOException {
    Path file = fileOf(hash);
    Optional<String> damage;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      damage = Examination.of(hash, channel);
    } catch (NoSuchFileException e) {
      folders.requireTheSame();
      gone.run();
      return Finding.missing(file + " is not there");
    }
    if (damage.isEmpty()) {
      return Finding.WHOLE;
    }
    Path aside = damaged.take(file);
    gone.run();
    return Finding.damaged(damage.get() + "; the file was " + file + " and is now " + aside);
  }

  /** The blobs that were set aside, also before this process. */
  public DamagedFiles damaged() {
    return damaged;
  }

  @Override
  public void visit(Visitor visitor) throws IOException {
    try (DirectoryStream<Path> outers = Files.newDirectoryStream(blobs, Files::isDirectory)) {
      for (Path outer : outers) {
        try (DirectoryStream<Path> inners = Files.newDirectoryStream(outer, Files::isDirectory)) {
          for (Path inner : inners) {
            visitor.see(String.valueOf(outer.getFileName()) + inner.getFileName(), blobsIn(inner));
          }
        }
      }
    }
  }

  private static List<Sha256> blobsIn(Path folder) throws IOException {
    List<Sha256> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (Sha256.isValid(name)) {
          found.add(new Sha256(name));
        }
      }
    }
    return found;
  }

  @Override
  public Room room() {
    return room;
  }

  private Path fileOf(Sha256 hash) {
    return folders.of(hash).resolve(hash.hex());
  }
}

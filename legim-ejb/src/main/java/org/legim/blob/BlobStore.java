package org.legim.blob;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a node keeps its blobs: immutable bytes, each named by its SHA-256 and stored once.
 *
 * <p>Nothing here knows whether an image needs a blob: who removes one has to ask the catalogue,
 * inside {@link #remove}.
 */
public interface BlobStore {

  /**
   * Begins to receive bytes whose hash is not known yet.
   *
   * @param announced how many bytes will come, where the sender said so
   * @throws NoRoomException if there is no room for them
   */
  Incoming receive(OptionalLong announced) throws IOException;

  /**
   * Makes received bytes a blob, durably: when this returns, a power cut does not take it back.
   *
   * <p>The hold keeps the blob from being removed until its record is committed; close it then.
   *
   * @param incoming finished bytes
   */
  Hold keep(Incoming incoming) throws IOException;

  /** Opens a blob to read it; empty if it is not here. */
  Optional<Blob> open(Sha256 hash) throws IOException;

  /**
   * Removes a blob unless somebody holds it or it turns out to be needed.
   *
   * @param unneeded asked while no new hold can begin; the blob stays if it answers no
   * @return whether the blob is gone
   */
  boolean remove(Sha256 hash, Check unneeded) throws IOException;

  /**
   * Reads a blob and compares it with its name, while no new hold can begin. One that does not
   * match is set aside: it is not here any more, and its bytes are not lost.
   *
   * @param gone told that the blob is not here, before anybody can bring it again
   * @throws IOException if nothing could be found out, or a damaged blob could not be set aside
   */
  Finding examine(Sha256 hash, Runnable gone) throws IOException;

  /**
   * Shows every blob that is here, in batches that share the beginning of their hashes. What comes
   * and goes meanwhile may be shown or not.
   */
  void visit(Visitor visitor) throws IOException;

  /** The room that is left for blobs. */
  Room room();

  /** A question that is answered from the disk. */
  @FunctionalInterface
  interface Check {
    boolean holds() throws IOException;
  }

  /** Sees all blobs whose hashes begin with the same digits. */
  @FunctionalInterface
  interface Visitor {
    void see(String digits, List<Sha256> blobs) throws IOException;
  }

  /** While open, a blob is not removed. */
  interface Hold extends AutoCloseable {
    @Override
    void close();
  }
}

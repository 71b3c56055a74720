package org.legim.scrub;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.Blob;
import org.legim.blob.BlobStore;
import org.legim.blob.Sha256;
import org.legim.catalogue.Holdings;

/**
 * Reads all blobs that the node should have, in the order of their hashes, over and over, each time
 * a period after the time before. One thread at a time.
 */
final class Pass {

  private static final Logger LOG = Logger.getLogger(Pass.class.getName());

  /** How much is read at once. */
  static final int PIECE_BYTES = 1 << 20;

  private static final Duration BETWEEN_WRITES = Duration.ofMinutes(1);

  /** The clock may be set meanwhile. */
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private final Site site;
  private final Duration period;
  private final Pace pace;
  private final Clock clock;
  private Progress progress;
  private Progress written;
  private Instant writtenAt;
  private HeldBlobs blobs;
  private Reading reading;

  /**
   * What is read.
   *
   * @param disk the blobs as they are on the disk
   * @param holdings which of them the node should have
   * @param judge asked about blobs that seem to be damaged or missing
   * @param file keeps how far it has come
   */
  record Site(BlobStore disk, Holdings holdings, Judge judge, ScrubFile file) {}

  /** Looks closely. */
  @FunctionalInterface
  interface Judge {
    /** Whether the node has lost a blob. */
    boolean hasLost(Sha256 hash);
  }

  /** Goes on where the last process of this node has ended. */
  Pass(Site site, Duration period, Pace pace, Clock clock) {
    this.site = site;
    this.period = period;
    this.pace = pace;
    this.clock = clock;
    this.progress = site.file().read();
    this.written = progress;
    this.writtenAt = clock.instant();
    this.blobs = new HeldBlobs(site.holdings(), progress.isUnderWay() ? progress.after() : "");
  }

  /** How far it has come. */
  Progress progress() {
    return progress;
  }

  /** Reads a little; returns how long to rest before the next call. */
  Duration next() {
    if (!progress.isUnderWay()) {
      Duration wait = untilNextPass();
      if (!wait.isZero()) {
        return wait;
      }
      progress = progress.begin(clock.instant());
      blobs = new HeldBlobs(site.holdings(), "");
    }
    Duration rest = reading != null || open() ? pace.of(readPiece()) : Duration.ZERO;
    if (Duration.between(writtenAt, clock.instant()).compareTo(BETWEEN_WRITES) >= 0) {
      write();
    }
    return rest;
  }

  private Duration untilNextPass() {
    Instant now = clock.instant();
    Instant begun = progress.begun();
    if (begun == null || begun.isAfter(now) || !begun.plus(period).isAfter(now)) {
      return Duration.ZERO;
    }
    Duration wait = Duration.between(now, begun.plus(period));
    return wait.compareTo(LONGEST_REST) < 0 ? wait : LONGEST_REST;
  }

  /** Opens the next blob; returns whether there is something to read. */
  private boolean open() {
    Optional<Sha256> next = blobs.next();
    if (next.isEmpty()) {
      end();
      return false;
    }
    try {
      Optional<Blob> opened = site.disk().open(next.get());
      if (opened.isPresent()) {
        reading = new Reading(opened.get());
        return true;
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "blob " + next.get() + " cannot be opened", e);
    }
    settle(next.get(), 0, false);
    return false;
  }

  /** Returns how many bytes it has read. */
  private long readPiece() {
    long before = reading.position();
    boolean over;
    boolean whole;
    try {
      reading.read(PIECE_BYTES);
      over = reading.isAtEnd();
      whole = !over || reading.isWhole();
      // What is dropped meanwhile takes room as long as it is open.
      over |= !site.holdings().holds(reading.hash());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "blob " + reading.hash() + " cannot be read", e);
      over = true;
      whole = false;
    }
    long count = reading.position() - before;
    if (over) {
      Sha256 hash = reading.hash();
      long length = reading.position();
      close();
      settle(hash, length, whole);
    }
    return count;
  }

  private void settle(Sha256 hash, long length, boolean whole) {
    boolean lost = !whole && site.judge().hasLost(hash);
    progress = progress.read(hash, length, lost);
  }

  private void end() {
    progress = progress.end(clock.instant());
    write();
    LOG.log(
        Level.INFO,
        "the search for damage on the disk has read {0} blobs, {1} bytes, since {2}; damaged or"
            + " missing: {3}",
        new Object[] {progress.blobs(), progress.bytes(), progress.begun(), progress.damaged()});
  }

  private void write() {
    writtenAt = clock.instant();
    if (!progress.equals(written)) {
      site.file().write(progress);
      written = progress;
    }
  }

  /** Lets go of the disk, and keeps how far it has come; it can go on. */
  void pause() {
    if (reading != null) {
      close();
      blobs = new HeldBlobs(site.holdings(), progress.after());
    }
    write();
  }

  private void close() {
    try {
      reading.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "blob " + reading.hash() + " did not close", e);
    }
    reading = null;
  }
}

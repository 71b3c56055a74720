package org.legim.drain;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.Durable;
import org.legim.catalogue.DrainRecord.Cause;
import org.legim.config.KillPoint;
import org.legim.link.DrainNotice.Phase;

/**
 * The intent of a leaving node in its {@code drain.json}: on the disk before anything moves, and
 * gone once nobody wants the node to leave any more.
 */
final class DrainFile {

  private static final Logger LOG = Logger.getLogger(DrainFile.class.getName());
  private static final Jsonb JSON = JsonbBuilder.create(new JsonbConfig().withFormatting(true));

  private final Path file;

  DrainFile(Path file) {
    this.file = file;
  }

  /**
   * What the process before this one has left, if the node is to go on leaving. A drain that a stop
   * began has ended with that process.
   */
  Optional<DrainIntent> start() {
    Optional<DrainIntent> left = read();
    if (left.isPresent() && left.get().cause() == Cause.STOP) {
      LOG.log(
          Level.INFO,
          "the stop of {0}, drain {1}, did not come to its end; this node stays, with what it"
              + " still holds",
          new Object[] {Instant.ofEpochMilli(left.get().begun()), left.get().drain()});
      remove();
      return Optional.empty();
    }
    return left;
  }

  private Optional<DrainIntent> read() {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      DrainIntent intent = JSON.fromJson(Files.readString(file), DrainIntent.class);
      if (intent != null && intent.drain() != null && intent.cause() != null) {
        return Optional.of(intent);
      }
      unusable("drain or cause is missing");
    } catch (IOException | JsonbException e) {
      unusable(e.toString());
    }
    return Optional.empty();
  }

  // The gateway's book is what counts: it says again that this node is to leave.
  private void unusable(String why) {
    LOG.log(
        Level.WARNING,
        "{0} cannot be used and is ignored; the gateway knows whether this node is to leave: {1}",
        new Object[] {file, why});
  }

  /** Reads and writes an intent, so that all that takes is there. */
  static void warmUp() {
    DrainIntent intent = new DrainIntent("", Cause.STOP, 0, Phase.DRAINING);
    JSON.fromJson(JSON.toJson(intent), DrainIntent.class);
  }

  /** Makes an intent durable. */
  void write(DrainIntent intent) throws IOException {
    Durable.replace(file, JSON.toJson(intent).getBytes(StandardCharsets.UTF_8));
    KillPoint.DRAIN_FILE_WRITTEN.reached();
  }

  /** The node does not leave any more; a file that cannot be removed is no harm. */
  void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "{0} could not be removed; the gateway corrects it after the next start: {1}",
          new Object[] {file, e});
    }
  }
}

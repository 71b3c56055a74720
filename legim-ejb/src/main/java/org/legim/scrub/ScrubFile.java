package org.legim.scrub;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.Durable;

/** Keeps how far a node has come in its {@code scrub.json}. */
final class ScrubFile {

  private static final Logger LOG = Logger.getLogger(ScrubFile.class.getName());
  private static final Jsonb JSON = JsonbBuilder.create(new JsonbConfig().withFormatting(true));

  private final Path file;

  ScrubFile(Path file) {
    this.file = file;
    warmUp();
  }

  // Some servers take an application's classes away from it before it writes for the last time.
  private static void warmUp() {
    Progress progress = Progress.NONE.begin(Instant.EPOCH).end(Instant.EPOCH);
    JSON.fromJson(JSON.toJson(progress), Progress.class);
  }

  /** What was written last; a file that cannot be used only costs that a pass begins anew. */
  Progress read() {
    try {
      if (!Files.exists(file)) {
        return Progress.NONE;
      }
      Progress progress = JSON.fromJson(Files.readString(file), Progress.class);
      if (progress != null && progress.isValid()) {
        return progress;
      }
      unusable("\"begun\" is missing, or \"after\" is no SHA-256");
    } catch (IOException | JsonbException e) {
      unusable(e.toString());
    }
    return Progress.NONE;
  }

  private void unusable(String why) {
    LOG.log(
        Level.WARNING,
        "{0} cannot be used; the search for damage on the disk begins anew: {1}",
        new Object[] {file, why});
  }

  void write(Progress progress) {
    try {
      Durable.replace(file, JSON.toJson(progress).getBytes(StandardCharsets.UTF_8));
    } catch (IOException | JsonbException e) {
      LOG.log(
          Level.WARNING,
          "{0} cannot be written; after a restart, some of the disk is read again: {1}",
          new Object[] {file, e});
    }
  }
}

package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.glassfish.grizzly.http.HttpBrokenContentException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeLogTest {
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();

  @TempDir Path folder;
  private Path file;
  private NodeLog log;

  @BeforeEach
  void open() {
    file = folder.resolve("start.log");
    log = new NodeLog(new PrintStream(console, true, StandardCharsets.UTF_8), file.toString());
  }

  private void log(String logger, Level level, String message) {
    LogRecord record = new LogRecord(level, message);
    record.setLoggerName(logger);
    log.publish(record);
  }

  private void logEverything() {
    log("org.legim.node.Node", Level.INFO, "ours");
    log("com.sun.enterprise", Level.INFO, "chatter");
    log("com.sun.enterprise", Level.SEVERE, "trouble");
  }

  private String console() {
    return console.toString(StandardCharsets.UTF_8);
  }

  @Test
  void keepsWhatTheServerSaysOfItsStartInAFile() {
    logEverything();
    log.close();

    assertThat(console()).contains("ours").doesNotContain("chatter", "trouble");
    assertThat(file).content().contains("ours", "chatter", "trouble");
  }

  @Test
  void showsTheServersTroublesOnceItHasStarted() {
    log.started();
    logEverything();

    assertThat(console()).contains("ours", "trouble").doesNotContain("chatter");
    assertThat(file).isEmptyFile();
  }

  @Test
  void letsNoClientFillItWithBrokenRequests() {
    log.started();
    LogRecord record = new LogRecord(Level.WARNING, "GRIZZLY0013");
    record.setThrown(new HttpBrokenContentException("bad chunk"));
    log.publish(record);

    assertThat(console()).isEmpty();
  }

  @Test
  void showsOnceHowANodeStandsToItsParentWhileItStartsAndLater() {
    log("org.legim.tree.Uplink", Level.INFO, "waiting for the parent 10.0.0.6:3333");
    log.started();
    log("org.legim.tree.Uplink", Level.WARNING, "refused by 10.0.0.6:3333");

    assertThat(console().lines())
        .satisfiesExactly(
            line -> assertThat(line).endsWith("INFO Uplink: waiting for the parent 10.0.0.6:3333"),
            line -> assertThat(line).endsWith("WARNING Uplink: refused by 10.0.0.6:3333"));
  }
}

package org.legim.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The log of a node: on standard error what an operator should know, that is INFO of Legim itself
 * and WARNING of everything else. While the server starts, all of it goes to a file too, and what
 * is not ours to the file alone: a failed start then ends in one line and not in a flood of stack
 * traces.
 */
public final class NodeLog extends Handler {
  private static final String OURS = "org.legim";

  private final PrintStream console;
  private final LogFormat format = new LogFormat();
  private PrintStream startLog;

  /** Made by {@link LogManager}, more than once, as Payara Micro reads the configuration again. */
  public NodeLog() {
    this(System.err, LogManager.getLogManager().getProperty(NodeLog.class.getName() + ".startLog"));
  }

  NodeLog(PrintStream console, String startLog) {
    this.console = console;
    this.startLog = open(startLog);
  }

  /** The one that is in use, unless the operator has configured logging otherwise. */
  static Optional<NodeLog> current() {
    return Arrays.stream(Logger.getLogger("").getHandlers())
        .filter(NodeLog.class::isInstance)
        .map(NodeLog.class::cast)
        .findFirst();
  }

  /** Ends the log of the start. */
  void started() {
    synchronized (format) {
      if (startLog != null) {
        startLog.close();
        startLog = null;
      }
    }
  }

  @Override
  public void publish(LogRecord record) {
    if (!isLoggable(record)) {
      return;
    }
    boolean ours = String.valueOf(record.getLoggerName()).startsWith(OURS);
    synchronized (format) {
      if (startLog != null) {
        startLog.print(format.format(record));
      }
      if (ours || (startLog == null && isWarning(record) && !Noise.is(record))) {
        console.print(format.format(record));
      }
    }
  }

  private static boolean isWarning(LogRecord record) {
    return record.getLevel().intValue() >= Level.WARNING.intValue();
  }

  @Override
  public void flush() {
    console.flush();
  }

  @Override
  public void close() {
    flush();
    started();
  }

  private static PrintStream open(String file) {
    if (file == null) {
      return null;
    }
    try {
      return new PrintStream(
          Files.newOutputStream(
              Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
          false,
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException(file, e);
    }
  }
}

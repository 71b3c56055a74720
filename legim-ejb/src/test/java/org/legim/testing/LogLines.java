package org.legim.testing;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a class says in the log while this is open. */
public final class LogLines extends Handler implements AutoCloseable {

  private final Logger logger;
  private final Level level;
  private final List<String> lines = new ArrayList<>();

  public LogLines(Class<?> speaker) {
    logger = Logger.getLogger(speaker.getName());
    logger.addHandler(this);
    logger.setUseParentHandlers(false);
    level = logger.getLevel();
    logger.setLevel(Level.INFO);
  }

  /** Each with its level before it. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public synchronized void publish(LogRecord line) {
    lines.add(
        line.getLevel() + " " + MessageFormat.format(line.getMessage(), line.getParameters()));
  }

  @Override
  public void flush() {
    // Nothing is buffered.
  }

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
    logger.setLevel(level);
  }
}

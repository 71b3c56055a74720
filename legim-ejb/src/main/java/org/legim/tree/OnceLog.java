package org.legim.tree;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Logs what is the case about something once, not each time that it is looked at. Thread-safe. */
final class OnceLog {

  private static final int MOST_SUBJECTS = 1000;

  private final Logger logger;
  private final Map<String, String> last =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST_SUBJECTS;
        }
      };

  OnceLog(Logger logger) {
    this.logger = logger;
  }

  /**
   * Logs a message unless it was the last about its subject.
   *
   * @param subject a node's id
   */
  void log(Level level, String subject, String message) {
    synchronized (last) {
      if (message.equals(last.put(subject, message))) {
        return;
      }
    }
    // Never as a pattern: names and reasons come from other nodes.
    logger.log(level, "{0}", message);
  }

  /** The next message about a subject is news again. */
  void forget(String subject) {
    synchronized (last) {
      last.remove(subject);
    }
  }
}

package org.legim.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Points the JDK's logging, and with it that of Payara Micro, to {@link NodeLog}. */
final class LogSetup {
  static final String START_LOG = "start.log";

  private static final String CONFIG_PROPERTY = "java.util.logging.config.file";

  private LogSetup() {}

  /** Does nothing if the operator has configured logging. Must come before the first log record. */
  static void install(ServerFolder folder) throws IOException {
    if (System.getProperty(CONFIG_PROPERTY) != null) {
      return;
    }
    Path file = folder.file("logging.properties");
    String handler = NodeLog.class.getName();
    String startLog = folder.file(START_LOG).toString().replace("\\", "\\\\");
    Files.write(
        file, List.of("handlers=" + handler, handler + ".startLog=" + startLog, ".level=INFO"));
    System.setProperty(CONFIG_PROPERTY, file.toString());
  }
}

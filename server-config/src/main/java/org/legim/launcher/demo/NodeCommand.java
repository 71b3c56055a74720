package org.legim.launcher.demo;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.legim.config.Handshake;

/**
 * How the process of a node is started: by the Java that runs the demo, as {@code ./legim FILE}
 * would, only with less memory and out of sight of other machines.
 */
public final class NodeCommand {
  /** What eight of them together should not exceed on a small machine. */
  private static final List<String> SMALL =
      List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final List<String> java;

  private NodeCommand(List<String> java) {
    this.java = java;
  }

  /** The command for a launcher. */
  public static NodeCommand of(Path launcher) {
    List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
    return of(launcher, options);
  }

  /**
   * The command for a launcher.
   *
   * @param options those of this JVM: the nodes get what concerns their Java, but not what concerns
   *     one node
   */
  static NodeCommand of(Path launcher, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    options.stream().filter(NodeCommand::isForAll).forEach(command::add);
    command.addAll(SMALL);
    command.add("-D" + Handshake.LIFELINE + "=true");
    command.add("-Dlegim.node.bind=127.0.0.1");
    command.add("-jar");
    command.add(launcher.toString());
    return new NodeCommand(command);
  }

  private static boolean isForAll(String option) {
    return option.startsWith("-Dlegim.war=")
        || (Stream.of("-XX:", "-D", "--").anyMatch(option::startsWith)
            && !option.startsWith("-Dlegim."));
  }

  /**
   * The process of the node that a file describes, not started yet.
   *
   * @param folder its working directory, and where the file and its log are
   */
  ProcessBuilder process(Path folder, DemoNode node) {
    List<String> command = new ArrayList<>(java);
    command.add("--");
    command.add(node.fileName());
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().keySet().removeIf(NodeCommand::isOfOneNode);
    return process
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(node.logName()).toFile());
  }

  private static boolean isOfOneNode(String variable) {
    return variable.toUpperCase(Locale.ROOT).startsWith("LEGIM_");
  }
}

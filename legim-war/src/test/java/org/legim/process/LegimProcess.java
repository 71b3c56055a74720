package org.legim.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.legim.testing.Api;

/**
 * A process of {@code ./legim}. Whatever becomes of the test, it does not outlive it: closing kills
 * it, and so does the end of the JVM.
 */
final class LegimProcess implements AutoCloseable {

  /** The variable whose words {@code ./legim} gives to its JVM. */
  static final String JAVA_OPTS = "JAVA_OPTS";

  /** How many bytes of images a node keeps in memory: here none, if a test does not say so. */
  static final String CACHE_MEMORY = "LEGIM_CACHE_MEMORY";

  // These live for seconds: what the second compiler would spend on them is half of their CPU.
  private static final String OPTIONS = "-Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC ";

  private static final Path LEGIM = Path.of("..", "legim").toAbsolutePath().normalize();

  /** A start takes some ten seconds, but ./legim may first have to build what is out of date. */
  private static final Duration MOST_FOR_A_START = Duration.ofMinutes(4);

  private static final Duration MOST_FOR_AN_END = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Process process;
  private final Path out;
  private final Path err;
  private final int port;
  private final Thread atExit;

  private LegimProcess(Process process, Path out, Path err, int port) {
    this.process = process;
    this.out = out;
    this.err = err;
    this.port = port;
    this.atExit = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts {@code ./legim} with some arguments and does not wait for it.
   *
   * @param folder its working directory, which also takes what it says
   * @param port where it will listen on 127.0.0.1
   */
  static LegimProcess launch(Path folder, int port, String... arguments) {
    return launch(folder, port, Map.of(), arguments);
  }

  /** The same with variables of Legim's in its environment, and further options of its JVM. */
  static LegimProcess launch(
      Path folder, int port, Map<String, String> variables, String... arguments) {
    try {
      Path out = Files.createTempFile(folder, "out-", ".txt");
      Path err = Files.createTempFile(folder, "err-", ".txt");
      ProcessBuilder builder = new ProcessBuilder();
      builder.command().add(LEGIM.toString());
      builder.command().addAll(List.of(arguments));
      builder.directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
      Map<String, String> environment = builder.environment();
      environment.keySet().removeIf(name -> name.startsWith("LEGIM_"));
      // Tests read to see that the disks have it.
      environment.put(CACHE_MEMORY, "1");
      environment.putAll(variables);
      environment.put("JAVA_HOME", System.getProperty("java.home"));
      String more = variables.getOrDefault(JAVA_OPTS, "");
      environment.put(JAVA_OPTS, (OPTIONS + more).strip());
      return new LegimProcess(builder.start(), out, err, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the first line on standard output, which says that the node is ready. */
  void awaitReady() {
    long deadline = System.nanoTime() + MOST_FOR_A_START.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new AssertionError("not ready: exit code " + process.exitValue() + "\n" + err());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Whether it has said that it is ready. */
  boolean isReady() {
    return read(out).endsWith("\n");
  }

  /** Whether it has not ended yet. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** Asks the node to stop, by SIGTERM, and returns its exit code. */
  int stop() {
    process.destroy();
    return awaitExit();
  }

  /** Asks the node to stop, by SIGTERM, and does not wait for it. */
  void terminate() {
    process.destroy();
  }

  /** Kills the process, by SIGKILL, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    await(MOST_FOR_AN_END);
  }

  /** Waits for the process to end by itself and returns its exit code. */
  int awaitExit() {
    if (!await(MOST_FOR_A_START)) {
      close();
      throw new AssertionError("did not end:\n" + err());
    }
    return process.exitValue();
  }

  private boolean await(Duration most) {
    try {
      return process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Its process id. */
  long pid() {
    return process.pid();
  }

  /** Its public API. */
  Api api() {
    return new Api(port);
  }

  /** What it said on standard output. */
  String out() {
    return read(out);
  }

  /** What it said on standard error. */
  String err() {
    return read(err);
  }

  /** The lines on standard error that are addressed to the operator. */
  List<String> complaints() {
    try (Stream<String> lines = err().lines()) {
      return lines.filter(line -> line.startsWith("legim: ")).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM ends already, and the hook runs.
    }
  }
}

package org.legim.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With processes that only look like nodes. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class DemoTest {
  private static final List<String> LEAVES =
      List.of("san-francisco", "chicago", "florida", "hanoi", "da-nang");

  private final Heard heard = new Heard();

  @TempDir Path temporary;
  private Path folder;
  private Path jar;

  @BeforeEach
  void makeJar() throws IOException {
    jar = FakeNodeProcess.jar(temporary.resolve("fake.jar"));
    folder = Files.createDirectory(temporary.resolve("world"));
  }

  private Outcome run(BooleanSupplier stopping) throws Exception {
    try (Demo demo = Demo.open(NodeCommand.of(jar, List.of()), Optional.of(folder), heard)) {
      return demo.run(stopping);
    }
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file));
  }

  private List<ProcessHandle> processes() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<ProcessHandle> processes = new ArrayList<>();
      for (Path file : files.filter(each -> each.toString().endsWith(".pid")).toList()) {
        ProcessHandle.of(Long.parseLong(Files.readString(file))).ifPresent(processes::add);
      }
      return processes;
    }
  }

  @Test
  void startsTheWorldFromAboveAndStopsItFromBelow() throws Exception {
    AtomicBoolean shown = new AtomicBoolean();
    heard.onShow = line -> shown.compareAndSet(false, line.contains("./legim tree"));

    assertThat(run(shown::get)).isEqualTo(Outcome.STOPPED);

    assertThat(lines("joined").get(0)).isEqualTo("gateway");
    assertThat(lines("joined").subList(1, 3)).containsExactlyInAnyOrder("usa", "vietnam");
    assertThat(lines("joined").subList(3, 8)).containsExactlyInAnyOrderElementsOf(LEAVES);
    assertThat(lines("images")).hasSize(48).contains("/legim/api/images/picture-48");
    assertThat(lines("stopped").subList(0, 5)).containsExactlyInAnyOrderElementsOf(LEAVES);
    assertThat(lines("stopped").get(7)).isEqualTo("gateway");
    assertThat(processes()).isEmpty();
    assertThat(heard.said)
        .contains("8 of 8 nodes are in the tree", "uploaded 48 pictures to the gateway")
        .anyMatch(line -> line.endsWith(" is up, 8 of 8"))
        .endsWith(
            "stopped san-francisco, chicago, florida, hanoi, da-nang",
            "stopped usa, vietnam",
            "stopped gateway");
    assertThat(heard.shown)
        .anyMatch(line -> line.startsWith("NAME "))
        .anyMatch(line -> line.startsWith("  curl "))
        .anyMatch(line -> line.startsWith("  ./legim retire san-francisco http://127.0.0.1:"));
    assertThat(heard.complaints).isEmpty();
  }

  @Test
  void tellsWhichNodeDiedWithItsLastLinesAndStopsTheOthers() throws Exception {
    Files.createFile(folder.resolve("doomed-vietnam"));

    assertThat(run(() -> false)).isEqualTo(Outcome.FAILED);

    assertThat(heard.complaints)
        .singleElement()
        .asString()
        .startsWith("vietnam has ended with exit code 7; it said last:")
        .endsWith("legim: vietnam is doomed");
    assertThat(processes()).isEmpty();
    assertThat(folder.resolve("hanoi.pid")).doesNotExist();
  }

  @Test
  void stopsWhereItIsWhenItIsAskedTo() throws Exception {
    assertThat(run(() -> heard.said.stream().anyMatch(line -> line.startsWith("gateway is up"))))
        .isEqualTo(Outcome.STOPPED);

    assertThat(heard.said).contains("stopping before all was up", "stopped gateway");
    assertThat(processes()).isEmpty();
    assertThat(heard.complaints).isEmpty();
  }

  @Test
  void endsAtOnceWhenItIsToldToHurry() throws Exception {
    try (Demo demo = Demo.open(NodeCommand.of(jar, List.of()), Optional.of(folder), heard)) {
      heard.onShow = line -> demo.kill();

      assertThat(demo.run(() -> !heard.shown.isEmpty())).isEqualTo(Outcome.KILLED);
    }
    assertThat(folder.resolve("stopped")).doesNotExist();
    assertThat(processes()).isEmpty();
  }

  @Test
  void leavesNoProcessBehindWhenItIsKilled() throws Exception {
    Process demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DemoProcess.class.getName(),
                jar.toString(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    List<ProcessHandle> nodes;
    try (BufferedReader said = demo.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.lines().anyMatch(line -> line.contains("./legim tree"))).isTrue();
      nodes = processes();
      assertThat(nodes).hasSize(8);
    } finally {
      demo.destroyForcibly();
    }

    for (ProcessHandle node : nodes) {
      node.onExit().get(60, TimeUnit.SECONDS);
    }
  }

  /** The demo in a process of its own, until it is killed. */
  static final class DemoProcess {
    private DemoProcess() {}

    public static void main(String[] arguments) throws Exception {
      Heard heard = new Heard();
      heard.onShow = System.out::println;
      NodeCommand command = NodeCommand.of(Path.of(arguments[0]), List.of());
      try (Demo demo = Demo.open(command, Optional.of(Path.of(arguments[1])), heard)) {
        demo.run(() -> false);
      }
    }
  }

  private static final class Heard implements Audience {
    final List<String> said = Collections.synchronizedList(new ArrayList<>());
    final List<String> shown = Collections.synchronizedList(new ArrayList<>());
    final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    Consumer<String> onShow = line -> {};

    @Override
    public void say(String line) {
      said.add(line);
    }

    @Override
    public void show(String line) {
      shown.add(line);
      onShow.accept(line);
    }

    @Override
    public void complain(String lines) {
      complaints.add(lines);
    }
  }
}

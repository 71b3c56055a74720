package org.legim.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Runs a shell script with the programs of a folder before those of the machine. */
final class Script {
  /**
   * What it has come to.
   *
   * @param code its exit code
   * @param output of both streams
   */
  record Result(int code, String output) {}

  private final Path folder;

  Script(Path folder) {
    this.folder = folder;
  }

  /** Makes a program for it. */
  void program(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  Result run(Path script, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of("sh", script.toAbsolutePath().toString()), Stream.of(arguments))
                .toList());
    String path = builder.environment().get("PATH");
    builder.environment().clear();
    builder.environment().put("PATH", folder + ":" + path);
    builder.environment().putAll(environment);
    Process process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}

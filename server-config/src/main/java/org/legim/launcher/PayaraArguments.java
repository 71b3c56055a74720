package org.legim.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.legim.config.NodeConfig;

/** How Payara Micro is told to run a node; {@code preboot-commands} says the rest, and why. */
final class PayaraArguments {
  private final List<String> arguments;

  private PayaraArguments(List<String> arguments) {
    this.arguments = arguments;
  }

  static PayaraArguments of(NodeConfig config, Path war, ServerFolder folder) throws IOException {
    Path commands = folder.file("preboot-commands");
    Files.writeString(commands, resource("preboot-commands").replace("@bind@", config.bind()));
    return new PayaraArguments(
        List.of(
            "--port",
            String.valueOf(config.port()),
            // With --nocluster too, Hazelcast would be on and listen on port 6900.
            "--nohazelcast",
            "--disablephonehome",
            "--rootdir",
            folder.folder("root").toString(),
            // After --rootdir, which would also be taken for the folder to unpack to. Without
            // either, Payara deletes its own classes on exit while @PreDestroy still needs them.
            "--unpackdir",
            folder.folder("unpacked").toString(),
            "--prebootcommandfile",
            commands.toString(),
            "--contextroot",
            "legim",
            "--deploy",
            war.toString()));
  }

  List<String> toList() {
    return arguments;
  }

  static String resource(String name) throws IOException {
    try (InputStream in = PayaraArguments.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

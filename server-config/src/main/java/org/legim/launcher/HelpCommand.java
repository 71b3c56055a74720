package org.legim.launcher;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.legim.config.ConfigKey;

/** Says all that {@code ./legim} can do and be told. */
final class HelpCommand implements Command {
  private static final String TEXT =
      """
      Starts a Legim node, an image server. Without a file it is a gateway on port 8080; with
      parent.ip and parent.port it joins the tree of that node. Other commands ask a tree.

      Usage:
      @usages@
      FILE is YAML; dots below are levels, as in
        node:
          port: 8888
      Each key is also an environment variable, LEGIM_NODE_PORT, and a Java system
      property, legim.node.port; the property wins over the variable over the file.

      URL is where a node is reached, as in http://10.0.0.6:8080/legim. Without URL and FILE
      the node is asked that ./legim alone would start here. It should be the gateway, and its
      api-key is taken from the FILE or from LEGIM_API_KEY.

      Keys, with their defaults:
      @keys@
      Environment:
        LEGIM_CONFIG    the file, if no FILE is given
        JAVA_HOME       the Java to run on (17 or newer; a JDK if something is to be built)
        JAVA_OPTS       options for it, as in -Xmx1g -Dlegim.node.port=8081
        HTTPS_PROXY     the proxy to build through, with NO_PROXY; ~/.m2/settings.xml wins

      Exit codes:
      @exit-codes@
      SIGTERM and Ctrl-C let the node leave its tree, as on-stop says, and stop it. While it
      leaves, a second one lets it keep what is not handed over yet; the next one stops it at once.
      """;

  private final Supplier<List<Usage>> usages;

  /**
   * @param usages those of all commands, this one included
   */
  HelpCommand(Supplier<List<Usage>> usages) {
    this.usages = usages;
  }

  @Override
  public String name() {
    return "--help";
  }

  @Override
  public Usage usage() {
    return new Usage("--help", "say this");
  }

  @Override
  public ExitCode run(List<String> arguments, Terminal terminal) {
    terminal
        .out()
        .print(
            TEXT.replace("@usages@", usages())
                .replace("@keys@", keys())
                .replace("@exit-codes@", exitCodes()));
    return ExitCode.STOPPED;
  }

  private String usages() {
    List<Usage> all = usages.get();
    int width = all.stream().mapToInt(usage -> usage.form().length()).max().orElse(0);
    return all.stream()
        .map(
            usage ->
                "  ./legim %s%s  %s%n"
                    .formatted(
                        usage.form(), " ".repeat(width - usage.form().length()), usage.meaning()))
        .collect(Collectors.joining());
  }

  private static String keys() {
    return Arrays.stream(ConfigKey.values())
        .map(
            key ->
                "  %-14s %s (%s)%n      %s%n"
                    .formatted(key.key(), key.defaultValue(), key.unit(), key.meaning()))
        .collect(Collectors.joining());
  }

  private static String exitCodes() {
    return Arrays.stream(ExitCode.values())
        .map(code -> "  %d  %s%n".formatted(code.number(), code.meaning()))
        .collect(Collectors.joining());
  }
}

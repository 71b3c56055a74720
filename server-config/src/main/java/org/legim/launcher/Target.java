package org.legim.launcher;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.legim.config.NodeConfig;
import org.legim.launcher.client.DrainApi;
import org.legim.launcher.client.NodeApi;

/**
 * The node that a command asks: the one at a URL, or the one that a file describes; without either
 * the one that {@code ./legim} alone would start here.
 *
 * @param node where it is deployed, without a slash at its end
 * @param apiKey of the file or the environment
 */
record Target(URI node, Optional<String> apiKey) {
  /** How it is written after a command. */
  static final String FORM = "[URL|FILE]";

  private static final String EXAMPLE = "a URL, as in http://10.0.0.6:8080/legim";

  /** The target that the last argument of a command names, if there is one. */
  static Target of(List<String> arguments) throws Refusal {
    if (arguments.size() > 1) {
      throw new Refusal("one node is asked; \"" + arguments.get(1) + "\" is too much");
    }
    Optional<String> argument = arguments.stream().findFirst();
    if (argument.filter(Target::isUrl).isPresent()) {
      // The file that the environment names may hold the key of another node.
      return new Target(url(argument.get()), Configuration.read(Optional.empty()).apiKey());
    }
    if (argument.isPresent() && !isFile(argument.get())) {
      throw new Refusal("\"%s\" is neither %s, nor a file".formatted(argument.get(), EXAMPLE));
    }
    NodeConfig config = Configuration.read(Configuration.file(argument));
    return new Target(url(NodeAddress.of(config)), config.apiKey());
  }

  NodeApi api() {
    return new NodeApi(node, apiKey);
  }

  DrainApi drains() {
    return new DrainApi(node, apiKey);
  }

  private static boolean isUrl(String argument) {
    return argument.toLowerCase(Locale.ROOT).matches("https?://.*");
  }

  private static boolean isFile(String argument) {
    try {
      return Files.exists(Path.of(argument));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** A URL without any path means the path that nodes have by default. */
  private static URI url(String text) throws Refusal {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal("\"%s\" is not %s".formatted(text, EXAMPLE));
    }
    if (uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new Refusal("\"%s\" is not %s".formatted(text, EXAMPLE));
    }
    return URI.create(uri.getRawPath().isEmpty() ? text + "/legim" : text.replaceAll("/+$", ""));
  }
}

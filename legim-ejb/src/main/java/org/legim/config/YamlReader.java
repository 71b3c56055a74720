package org.legim.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Turns YAML into settings with their lines; objects are never built from it. */
final class YamlReader {
  private static final Set<Tag> SCALARS = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL);

  private final Path path;
  private final Map<ConfigKey, Setting> settings;
  private final List<ConfigError> errors;
  private final Set<String> seen = new HashSet<>();

  YamlReader(Path path, Map<ConfigKey, Setting> settings, List<ConfigError> errors) {
    this.path = path;
    this.settings = settings;
    this.errors = errors;
  }

  void read(String text) {
    LoadSettings yaml =
        LoadSettings.builder()
            .setLabel(path.toString())
            .setSchema(new CoreSchema())
            .setAllowNonScalarKeys(true)
            .build();
    try {
      Iterator<Node> documents = new Compose(yaml).composeAllFromString(text).iterator();
      if (documents.hasNext()) {
        root(documents.next());
      }
      if (documents.hasNext()) {
        fail(documents.next(), "", "a second YAML document; a file is one node");
      }
    } catch (MarkedYamlEngineException e) {
      syntaxError(e, text);
    } catch (YamlEngineException e) {
      errors.add(ConfigError.ofFile(Origin.file(path), "is not YAML: " + firstLine(e)));
    } catch (StackOverflowError e) {
      // The composer is recursive, and 64 KiB of brackets are deeper than a thread's stack.
      errors.add(ConfigError.ofFile(Origin.file(path), "is nested too deeply"));
    }
  }

  private void root(Node node) {
    if (node instanceof MappingNode mapping) {
      mapping(mapping, "");
    } else if (!Tag.NULL.equals(node.getTag())) {
      fail(node, "", "has no keys; expected lines such as node.port: 8080");
    }
  }

  private void mapping(MappingNode mapping, String prefix) {
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode name) {
        entry(name, prefix + name.getValue(), tuple.getValueNode());
      } else {
        fail(tuple.getKeyNode(), "", "a key is not plain text");
      }
    }
  }

  private void entry(ScalarNode name, String key, Node value) {
    if (!seen.add(key)) {
      fail(name, key, "is there twice");
      return;
    }
    ConfigKey.of(key)
        .ifPresentOrElse(
            known -> value(known, value),
            () -> {
              if (ConfigKey.isGroup(key)) {
                group(name, key, value);
              } else {
                fail(name, shown(key), unknown(key));
              }
            });
  }

  private void group(ScalarNode name, String key, Node value) {
    if (value instanceof MappingNode mapping) {
      mapping(mapping, key + ".");
    } else {
      fail(name, key, "is a group and has no value; expected below it: " + below(key));
    }
  }

  private void value(ConfigKey key, Node node) {
    text(key, node)
        .ifPresent(
            text -> settings.put(key, new Setting(key, text, origin(node.getStartMark().get()))));
  }

  /** What a key has, as one text; says what is wrong with it otherwise. */
  private Optional<String> text(ConfigKey key, Node node) {
    if (key.isList() && node instanceof SequenceNode list) {
      return joined(list.getValue().stream().map(each -> scalar(key, each)).toList(), ", ");
    }
    if (key.isTable() && node instanceof MappingNode table) {
      return joined(table.getValue().stream().map(row -> row(key, row)).toList(), "; ");
    }
    return scalar(key, node);
  }

  private Optional<String> row(ConfigKey key, NodeTuple row) {
    Optional<String> name = scalar(key, row.getKeyNode());
    Optional<String> value = scalar(key, row.getValueNode());
    return name.flatMap(left -> value.map(right -> left + "=" + right));
  }

  private static Optional<String> joined(List<Optional<String>> texts, String delimiter) {
    return texts.stream().allMatch(Optional::isPresent)
        ? Optional.of(
            texts.stream().flatMap(Optional::stream).collect(Collectors.joining(delimiter)))
        : Optional.empty();
  }

  private Optional<String> scalar(ConfigKey key, Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      failValue(node, key, "is not a single value");
    } else if (Tag.NULL.equals(node.getTag()) || scalar.getValue().isBlank()) {
      failValue(node, key, "has no value");
    } else if (node.getAnchor().isPresent() || !SCALARS.contains(node.getTag())) {
      // An unquoted secret that begins with & or ! would lose its first word without a sound.
      failValue(node, key, "begins with a YAML anchor or tag; put the value in quotes");
    } else {
      return Optional.of(scalar.getValue());
    }
    return Optional.empty();
  }

  private void syntaxError(MarkedYamlEngineException e, String text) {
    int line = e.getProblemMark().or(e::getContextMark).map(Mark::getLine).orElse(0);
    String source = text.lines().skip(line).findFirst().orElse("").toLowerCase(Locale.ROOT);
    boolean hidden =
        Arrays.stream(ConfigKey.values())
            .anyMatch(key -> key.secret() && source.contains(key.key()));
    String problem = hidden ? "put the value in quotes" : e.getProblem();
    errors.add(ConfigError.ofFile(Origin.line(path, line + 1), "is not YAML: " + problem));
  }

  private static String unknown(String key) {
    return KeySuggestion.forKey(key)
        .map(meant -> "unknown key; did you mean " + meant + "?")
        .orElseGet(() -> "unknown key; known are " + below(""));
  }

  private static String below(String group) {
    return Arrays.stream(ConfigKey.values())
        .map(ConfigKey::key)
        .filter(key -> group.isEmpty() || key.startsWith(group + "."))
        .collect(Collectors.joining(", "));
  }

  private static String shown(String key) {
    String quoted = ConfigError.quote(key);
    return quoted.substring(1, quoted.length() - 1);
  }

  private static String firstLine(YamlEngineException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private void fail(Node node, String key, String problem) {
    errors.add(ConfigError.ofKey(origin(node.getStartMark().get()), key, problem));
  }

  private void failValue(Node node, ConfigKey key, String problem) {
    Origin origin = origin(node.getStartMark().get());
    errors.add(new ConfigError(origin, key.key(), problem, key.expected()));
  }

  private Origin origin(Mark mark) {
    return Origin.line(path, mark.getLine() + 1);
  }
}

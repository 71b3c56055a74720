package org.legim.launcher;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A value in YAML and what is below it; a name that is missing fails.
 *
 * @param value a map, a collection or a scalar
 */
record YamlNode(Object value) {

  static List<YamlNode> documents(String text) {
    Load load = new Load(LoadSettings.builder().build());
    return StreamSupport.stream(load.loadAllFromString(text).spliterator(), false)
        .map(YamlNode::new)
        .toList();
  }

  YamlNode get(String... path) {
    Object reached = value;
    for (String name : path) {
      reached = reached instanceof Map<?, ?> map ? map.get(name) : null;
      Objects.requireNonNull(reached, () -> name + " is missing in " + value);
    }
    return new YamlNode(reached);
  }

  boolean has(String name) {
    return value instanceof Map<?, ?> map && map.containsKey(name);
  }

  List<YamlNode> list() {
    return ((Collection<?>) value).stream().<YamlNode>map(YamlNode::new).toList();
  }

  /** The one of a list that has this name. */
  YamlNode named(String name) {
    return list().stream()
        .filter(each -> each.get("name").text().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " is missing in " + value));
  }

  Map<String, String> map() {
    Map<String, String> texts = new TreeMap<>();
    ((Map<?, ?>) value).forEach((key, each) -> texts.put(key.toString(), each.toString()));
    return texts;
  }

  List<String> texts() {
    return list().stream().map(YamlNode::text).toList();
  }

  String text() {
    return value.toString();
  }

  int number() {
    return (Integer) value;
  }
}

package org.legim.launcher.backup;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.parsson.JsonProviderImpl;

/**
 * What a backup says of itself in its {@code backup.json}, which is written last: a folder without
 * it is no backup, or half of one.
 *
 * @param taken when, as ISO 8601 has it
 * @param node the id of the node
 * @param tree the id of the tree that it belonged to
 * @param schema the version of the catalogue's tables
 * @param images how many images are on record
 * @param sha256 the hashes of the other files, by their names
 */
record Manifest(
    String taken,
    String node,
    String tree,
    String schema,
    long images,
    Map<String, String> sha256) {

  private static final int FORMAT = 1;
  private static final Set<String> KEYS =
      Set.of("taken", "node", "tree", "schema", "images", "sha256");

  // Named here and not looked up: a lookup could find the server's, which is not ours to use.
  private static final JsonProvider JSON = new JsonProviderImpl();

  Manifest {
    sha256 = Map.copyOf(sha256);
  }

  String toJson() {
    JsonObjectBuilder hashes = JSON.createObjectBuilder();
    new TreeMap<>(sha256).forEach(hashes::add);
    JsonObject json =
        JSON.createObjectBuilder()
            .add("format", FORMAT)
            .add("taken", taken)
            .add("node", node)
            .add("tree", tree)
            .add("schema", schema)
            .add("images", images)
            .add("sha256", hashes)
            .build();
    StringWriter text = new StringWriter();
    try (var writer =
        JSON.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
      writer.write(json);
    }
    return text.append('\n').toString().stripLeading();
  }

  /** The manifest that a text is; none if it is anything else, or of a later format. */
  static Optional<Manifest> of(String text) {
    return object(text)
        .filter(json -> json.getInt("format", 0) == FORMAT && json.keySet().containsAll(KEYS))
        .flatMap(Manifest::of);
  }

  private static Optional<Manifest> of(JsonObject json) {
    try {
      Map<String, String> hashes = new TreeMap<>();
      JsonObject files = json.getJsonObject("sha256");
      files.keySet().forEach(name -> hashes.put(name, files.getString(name)));
      return Optional.of(
          new Manifest(
              json.getString("taken"),
              json.getString("node"),
              json.getString("tree"),
              json.getString("schema"),
              json.getJsonNumber("images").longValue(),
              hashes));
    } catch (ClassCastException e) {
      return Optional.empty();
    }
  }

  /** The object that a text is; none if it is anything else. */
  static Optional<JsonObject> object(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return Optional.of(reader.readObject());
    } catch (JsonException e) {
      return Optional.empty();
    }
  }
}

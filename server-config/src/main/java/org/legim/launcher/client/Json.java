package org.legim.launcher.client;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.parsson.JsonProviderImpl;

/**
 * What a node answers, read leniently: a member that is missing or of another type counts as none,
 * so that nodes of other versions can be spoken to.
 */
final class Json {
  // Named here and not looked up: a lookup could find the server's, which is not ours to use.
  private static final JsonProvider PROVIDER = new JsonProviderImpl();

  private Json() {}

  /** The object that a text is; none if it is anything else. */
  static Optional<JsonObject> object(String text) {
    try (JsonReader reader = PROVIDER.createReader(new StringReader(text))) {
      return Optional.of(reader.readObject());
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  /** Reads a node of the tree with those below it. */
  static NodeView node(JsonObject json) {
    return new NodeView(
        text(json, "id"),
        text(json, "name"),
        text(json, "role"),
        text(json, "state"),
        text(json, "address"),
        number(json, "images"),
        number(json, "bytesUsed"),
        number(json, "bytesFree"),
        number(json, "damaged"),
        optionalObject(json, "health").map(Json::health),
        objects(json, "children").stream().map(Json::node).toList());
  }

  private static HealthView health(JsonObject json) {
    return new HealthView(
        number(json, "images"),
        number(json, "tooFew"),
        number(json, "outOfReach"),
        text(json, "counted"));
  }

  static String text(JsonObject json, String member) {
    return PrintableText.of(
        isA(json, member, JsonValue.ValueType.STRING) ? json.getString(member) : "");
  }

  static long number(JsonObject json, String member) {
    return isA(json, member, JsonValue.ValueType.NUMBER)
        ? json.getJsonNumber(member).longValue()
        : 0;
  }

  static List<JsonObject> objects(JsonObject json, String member) {
    return isA(json, member, JsonValue.ValueType.ARRAY)
        ? json.getJsonArray(member).stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .toList()
        : List.of();
  }

  /** A number that may be missing. */
  static OptionalLong optionalNumber(JsonObject json, String member) {
    return isA(json, member, JsonValue.ValueType.NUMBER)
        ? OptionalLong.of(number(json, member))
        : OptionalLong.empty();
  }

  /** A text that may be missing, and is not empty. */
  static Optional<String> optionalText(JsonObject json, String member) {
    return Optional.of(text(json, member)).filter(text -> !text.isEmpty());
  }

  static boolean flag(JsonObject json, String member) {
    return isA(json, member, JsonValue.ValueType.TRUE);
  }

  static Optional<JsonObject> optionalObject(JsonObject json, String member) {
    return isA(json, member, JsonValue.ValueType.OBJECT)
        ? Optional.of(json.getJsonObject(member))
        : Optional.empty();
  }

  static List<String> texts(JsonObject json, String member) {
    return isA(json, member, JsonValue.ValueType.ARRAY)
        ? json.getJsonArray(member).stream()
            .filter(JsonString.class::isInstance)
            .map(each -> PrintableText.of(((JsonString) each).getString()))
            .toList()
        : List.of();
  }

  private static boolean isA(JsonObject json, String member, JsonValue.ValueType type) {
    JsonValue value = json.get(member);
    return value != null && value.getValueType() == type;
  }
}

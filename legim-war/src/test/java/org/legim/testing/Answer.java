package org.legim.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * An HTTP response, whole.
 *
 * @param body as received, without a transfer coding
 */
public record Answer(int status, HttpHeaders headers, byte[] body) {

  static Answer of(HttpResponse<byte[]> response) {
    return new Answer(response.statusCode(), response.headers(), response.body());
  }

  /** The lines of a header, joined by commas; null if there is none. */
  public String header(String name) {
    var lines = headers.allValues(name);
    return lines.isEmpty() ? null : String.join(", ", lines);
  }

  /** The path that {@code Location} names. */
  public String locationPath() {
    return URI.create(header("Location")).getPath();
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The body as a JSON object. */
  public JsonObject json() {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
      return reader.readObject();
    }
  }

  /** A member of the body's JSON object. */
  public String string(String member) {
    return json().getString(member);
  }

  @Override
  public String toString() {
    return status + " " + headers.map() + " " + text();
  }
}

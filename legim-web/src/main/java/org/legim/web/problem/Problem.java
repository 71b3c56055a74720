package org.legim.web.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an error answer says, after <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>.
 * Immutable.
 */
public final class Problem {

  /** The media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String ABOUT_BLANK = "about:blank";

  private final String type;
  private final String title;
  private final int status;
  private final String detail;
  private final Map<String, Object> members;
  private final Map<String, String> headers;

  private Problem(
      String type,
      String title,
      int status,
      String detail,
      Map<String, Object> members,
      Map<String, String> headers) {
    this.type = type;
    this.title = title;
    this.status = status;
    this.detail = detail;
    this.members = members;
    this.headers = headers;
  }

  /**
   * A problem of a type of ours.
   *
   * @param detail what was wrong this time, and what would be right
   */
  public static Problem of(ProblemType type, String detail) {
    return new Problem(type.uri(), type.title(), type.status(), detail, Map.of(), Map.of());
  }

  /** A problem that says no more than its HTTP status does. */
  static Problem ofStatus(int status, Optional<String> detail) {
    String title = StatusTitles.of(status);
    return new Problem(ABOUT_BLANK, title, status, detail.orElse(title + "."), Map.of(), Map.of());
  }

  /** The same with an extension member (RFC 9457 section 3.2). */
  public Problem with(String member, Object value) {
    return new Problem(type, title, status, detail, extended(members, member, value), headers);
  }

  /** The same with a response header. */
  public Problem withHeader(String name, String value) {
    return new Problem(type, title, status, detail, members, extended(headers, name, value));
  }

  private static <T> Map<String, T> extended(Map<String, T> map, String key, T value) {
    Map<String, T> extended = new LinkedHashMap<>(map);
    extended.put(key, value);
    return extended;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The response headers that go with it. */
  public Map<String, String> headers() {
    return headers;
  }

  /** As the members of a JSON object, in their usual order. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", type);
    json.put("title", title);
    json.put("status", status);
    json.put("detail", detail);
    json.putAll(members);
    return json;
  }
}

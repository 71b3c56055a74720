package org.legim.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A request whose head a test writes; what a test has not set is an error to ask for. */
public final class FakeRequest {

  private final String method;
  private final String uri;
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private String contextPath = "/legim";
  private final Map<String, String> parameters = new TreeMap<>();
  private final Map<String, Object> attributes = new TreeMap<>();
  private String query;
  private final AtomicInteger completed = new AtomicInteger();
  private long timeout = -1;
  private String pathInfo;
  private byte[] body;

  /** A request for a path below {@code /legim}, as the client wrote it. */
  public FakeRequest(String method, String uri) {
    this.method = method;
    this.uri = uri;
  }

  /** Adds a line of a header. */
  public FakeRequest header(String name, String value) {
    headers.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    return this;
  }

  /** Sets the query, as the client wrote it. */
  public FakeRequest query(String text) {
    this.query = text;
    return this;
  }

  /** Sets the path behind that of the servlet. */
  public FakeRequest pathInfo(String path) {
    this.pathInfo = path;
    return this;
  }

  /** Sets an attribute, as the server does. */
  public FakeRequest attribute(String name, Object value) {
    attributes.put(name, value);
    return this;
  }

  /** Sets a parameter of the query, decoded. */
  public FakeRequest parameter(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  /** Sets another path of the application. */
  public FakeRequest contextPath(String path) {
    this.contextPath = path;
    return this;
  }

  /** Sets the body, and with it the length. */
  public FakeRequest body(byte[] bytes) {
    body = bytes.clone();
    return header("Content-Length", Integer.toString(bytes.length));
  }

  /** The request as a servlet sees it. */
  public HttpServletRequest build() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            FakeRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "getMethod" -> method;
                  case "getRequestURI" -> uri;
                  case "getContextPath" -> contextPath;
                  case "getQueryString" -> query;
                  case "getPathInfo" -> pathInfo;
                  case "getParameter" -> parameters.get((String) arguments[0]);
                  case "getHeader" -> first((String) arguments[0]);
                  case "getHeaders" -> Collections.enumeration(all((String) arguments[0]));
                  case "getContentType" -> first("Content-Type");
                  case "getContentLengthLong" -> length();
                  case "getInputStream" -> stream();
                  case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                  case "getRemoteAddr" -> "127.0.0.1";
                  case "getAttribute" -> attributes.get((String) arguments[0]);
                  case "startAsync" -> async();
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }

  /** How often the container was told that an asynchronous answer is complete. */
  public int completed() {
    return completed.get();
  }

  private AsyncContext async() {
    return (AsyncContext)
        Proxy.newProxyInstance(
            FakeRequest.class.getClassLoader(),
            new Class<?>[] {AsyncContext.class},
            (proxy, called, arguments) -> {
              switch (called.getName()) {
                case "setTimeout" -> timeout = (Long) arguments[0];
                case "complete" -> completed.incrementAndGet();
                default -> throw new UnsupportedOperationException(called.getName());
              }
              return null;
            });
  }

  /** After how many milliseconds the container ends an asynchronous answer; 0 is never. */
  public long timeout() {
    return timeout;
  }

  private ServletInputStream stream() {
    if (body == null) {
      throw new UnsupportedOperationException("getInputStream");
    }
    ByteArrayInputStream bytes = new ByteArrayInputStream(body);
    return new ServletInputStream() {
      @Override
      public int read() {
        return bytes.read();
      }

      @Override
      public boolean isFinished() {
        return bytes.available() == 0;
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setReadListener(ReadListener listener) {
        throw new UnsupportedOperationException();
      }
    };
  }

  private long length() {
    String length = first("Content-Length");
    return length == null ? -1 : Long.parseLong(length);
  }

  private String first(String name) {
    List<String> lines = all(name);
    return lines.isEmpty() ? null : lines.get(0);
  }

  private List<String> all(String name) {
    return headers.getOrDefault(name, List.of());
  }
}

package org.legim.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;

/** A response that remembers what it was told; what it does not know is an error to call. */
public final class FakeResponse {

  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status = HttpServletResponse.SC_OK;
  private boolean committed;
  private int buffer = Integer.MAX_VALUE;

  /** The response as a servlet sees it. */
  public HttpServletResponse build() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            FakeResponse.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, called, arguments) -> answer(called.getName(), arguments));
  }

  private Object answer(String called, Object[] arguments) {
    switch (called) {
      case "setStatus" -> status = (Integer) arguments[0];
      case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
      case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
      case "setContentLength", "setContentLengthLong" ->
          headers.put("Content-Length", String.valueOf(arguments[0]));
      case "resetBuffer" -> body.reset();
      case "reset" -> {
        body.reset();
        headers.clear();
      }
      case "flushBuffer" -> committed = true;
      case "isCommitted" -> {
        return committed || body.size() > buffer;
      }
      case "getOutputStream" -> {
        return new Body();
      }
      default -> throw new UnsupportedOperationException(called);
    }
    return null;
  }

  /** From so many bytes on it is too late to answer otherwise, as a buffer is full then. */
  public FakeResponse commitAfter(int bytes) {
    buffer = bytes;
    return this;
  }

  /** From now on it is too late to answer otherwise. */
  public FakeResponse commit() {
    committed = true;
    return this;
  }

  /** The status, 200 unless another was set. */
  public int status() {
    return status;
  }

  /** The headers, by names in any case. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The bytes. */
  public byte[] body() {
    return body.toByteArray();
  }

  private final class Body extends ServletOutputStream {

    @Override
    public void write(int b) {
      body.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      body.write(bytes, offset, length);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}

package org.legim.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A {@code multipart/form-data} body (RFC 7578), built part by part. */
public final class MultipartBody {

  private static final String BOUNDARY = "----legim-test-boundary";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Adds a file, its name as browsers and curl send it: raw UTF-8 in quotes. */
  public MultipartBody file(String name, byte[] content) {
    return part("form-data; name=\"file\"; filename=\"" + name + "\"", content);
  }

  /** Adds a field of the form that is no file. */
  public MultipartBody field(String name, String value) {
    return part("form-data; name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a part with a Content-Disposition of its own. */
  public MultipartBody part(String disposition, byte[] content) {
    write("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n");
    write("Content-Type: application/octet-stream\r\n\r\n");
    bytes.writeBytes(content);
    write("\r\n");
    return this;
  }

  private void write(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The type with its boundary. */
  public String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  /** The body, ended as it should be. */
  public byte[] bytes() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(tornBytes());
    whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return whole.toByteArray();
  }

  /** The body without its end. */
  public byte[] tornBytes() {
    return bytes.toByteArray();
  }
}

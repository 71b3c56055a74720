package org.legim.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A connection on which anything can be said, also what no HTTP client would. */
public final class RawConnection implements Closeable {

  private static final int PATIENCE_MS = 60_000;

  private final Socket socket;
  private final InputStream in;

  private RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects to a port of 127.0.0.1. */
  public static RawConnection to(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
    socket.setSoTimeout(PATIENCE_MS);
    return new RawConnection(socket);
  }

  /** Sends text in UTF-8. */
  public RawConnection send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends bytes. */
  public RawConnection send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** Sends bytes as one chunk of the chunked transfer coding (RFC 9112 section 7.1). */
  public RawConnection sendChunk(byte[] bytes) throws IOException {
    return send(Integer.toHexString(bytes.length) + "\r\n").send(bytes).send("\r\n");
  }

  /** Says that no more will be sent; the answer can still be received. */
  public RawConnection end() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Breaks the connection off, as a client does that is killed: the peer gets a reset. */
  public void abort() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Receives an interim answer, which has no body (RFC 9110 section 15.2). */
  public Answer receiveInterim() throws IOException {
    return receive(false);
  }

  /** Receives the answer to a HEAD, which has no body (RFC 9110 section 9.3.2). */
  public Answer receiveHead() throws IOException {
    return receive(false);
  }

  /**
   * Receives one answer.
   *
   * @throws EOFException if the connection ends before it
   */
  public Answer receive() throws IOException {
    return receive(true);
  }

  private Answer receive(boolean withBody) throws IOException {
    int status = Integer.parseInt(line().split(" ")[1]);
    Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      fields
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    HttpHeaders headers = HttpHeaders.of(fields, (name, value) -> true);
    return new Answer(status, headers, withBody ? body(headers) : new byte[0]);
  }

  private byte[] body(HttpHeaders headers) throws IOException {
    if (headers.firstValue("Transfer-Encoding").isPresent()) {
      return chunkedBody();
    }
    var length = headers.firstValueAsLong("Content-Length");
    return length.isPresent() ? in.readNBytes((int) length.getAsLong()) : in.readAllBytes();
  }

  private byte[] chunkedBody() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size = Integer.parseInt(line(), 16);
    while (size > 0) {
      body.writeBytes(in.readNBytes(size));
      line();
      size = Integer.parseInt(line(), 16);
    }
    line();
    return body.toByteArray();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended after \"" + line + "\"");
      }
      line.write(c);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

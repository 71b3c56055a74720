package org.legim.link;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.legim.blob.Blob;
import org.legim.blob.Sha256;
import org.legim.link.LinkException.Kind;

/**
 * Sends blobs to a neighbour that is played by this process, on the loopback interface: so that
 * each class that takes part in it is loaded. On Payara Micro and GlassFish none can be loaded any
 * more once {@code @PreDestroy} is called, which is when a node has to send most.
 */
final class Rehearsal implements Closeable {

  /** Enough for the receiver to be asked first. */
  private static final int BYTES = 70_000;

  private static final int MOST_HEAD_BYTES = 16 << 10;
  private static final int STUCK_MILLIS = 5_000;
  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

  private final ServerSocket server;
  private final Session own;
  private final Session other;
  private final ImageEntry image;
  private final Parcel parcel;

  private Rehearsal() throws IOException {
    byte[] mine = {1};
    byte[] theirs = {2};
    Session.Peer peer = new Session.Peer("rehearsal", "", true, false, true);
    own = new Session("rehearsal", peer, List.of(new SessionKeys(mine, theirs)));
    other = new Session("rehearsal", peer, List.of(new SessionKeys(theirs, mine)));
    Zeros blob = Zeros.of(BYTES);
    image =
        new ImageEntry(
            "rehearsal", 1, 1, "", "image/png", BYTES, null, null, blob.hash().hex(), 0, 0);
    parcel = new Parcel(blob, image);
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    server.setSoTimeout(STUCK_MILLIS);
  }

  /**
   * Sends a batch that is taken, a blob that is refused, and one that nobody answers.
   *
   * @throws IOException if that does not go as it should; nothing depends on it
   */
  static void run(BlobConnections connections, LinkTimeouts timeouts) throws IOException {
    try (Rehearsal rehearsal = new Rehearsal()) {
      Thread receiver = new Thread(rehearsal::play, "legim-rehearsal");
      receiver.setDaemon(true);
      receiver.start();
      HttpBlobLink link =
          new HttpBlobLink(
              rehearsal.url(), () -> Optional.of(rehearsal.own), connections, timeouts);
      rehearsal.send(link);
      rehearsal.fail(link, Kind.NO_ROOM);
      // By now nobody listens.
      rehearsal.fail(link, Kind.UNREACHABLE);
    }
  }

  private URI url() {
    String host = server.getInetAddress().getHostAddress();
    String literal = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + literal + ":" + server.getLocalPort());
  }

  private void send(HttpBlobLink link) throws IOException {
    Zeros cut = new Zeros(parcel.blob().hash(), 1);
    List<Receipt> receipts = link.send("rehearsal", List.of(parcel, new Parcel(cut, image)));
    if (receipts.get(0).result() != ErrandOutcome.Result.SENT) {
      throw new IOException("the rehearsal of a batch ended with " + receipts);
    }
  }

  private void fail(HttpBlobLink link, Kind expected) throws IOException {
    try {
      link.put("rehearsal", parcel.blob(), image);
    } catch (LinkException e) {
      if (e.kind() == expected) {
        return;
      }
      throw e;
    }
    throw new IOException("the rehearsal of a failure ended well");
  }

  /** The other side: takes the batch, has has no room for a second blob, then is gone. */
  private void play() {
    try (Socket socket = server.accept()) {
      socket.setSoTimeout(STUCK_MILLIS);
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      String head = accepted(in, out);
      InputStream body = new ByteArrayInputStream(in.readNBytes(length(head)));
      Manifest manifest = Manifest.read(header(head, LinkHeaders.MANIFEST), body);
      byte[] answer =
          Receipts.write(
              manifest.images().stream()
                  .map(each -> new Receipt(each.sha256(), ErrandOutcome.Result.SENT, null))
                  .toList());
      long counter = Long.parseLong(header(head, LinkHeaders.COUNTER));
      answer(
          out,
          "200 OK\r\n" + LinkHeaders.SIGNATURE + ": " + other.signAnswer(counter, 200, answer),
          answer);
      in.readNBytes(length(accepted(in, out)));
      byte[] problem =
          "{\"type\":\"urn:legim:problem:no-room\",\"detail\":\"rehearsed\"}"
              .getBytes(StandardCharsets.UTF_8);
      // Before the answer: the next one finds nobody.
      server.close();
      answer(out, "507 No Room", problem);
    } catch (IOException e) {
      // Who sends sees it too, and says so.
      closeServer();
    }
  }

  private static String accepted(InputStream in, OutputStream out) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0 || head.size() > MOST_HEAD_BYTES) {
        throw new IOException("the head of the request does not end");
      }
      head.write(next);
    }
    out.write(CONTINUE.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static int length(String head) throws IOException {
    return Integer.parseInt(header(head, "Content-Length"));
  }

  private static String header(String head, String name) throws IOException {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElseThrow(() -> new IOException("the request has no header " + name));
  }

  private static void answer(OutputStream out, String head, byte[] body) throws IOException {
    String whole = "HTTP/1.1 " + head + "\r\nContent-Length: " + body.length + "\r\n\r\n";
    out.write(whole.getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    out.flush();
  }

  private void closeServer() {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket of this process does not close", e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** A blob of nothing but zeros. */
  private record Zeros(Sha256 hash, long bytes) implements Blob {

    static Zeros of(int bytes) {
      return new Zeros(Sha256.of(new byte[bytes]), bytes);
    }

    @Override
    public void copy(long from, long count, OutputStream out) throws IOException {
      out.write(new byte[Math.toIntExact(count)]);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}

package org.legim.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.legim.link.LinkException.Kind;

/** What a pool of connections makes of servers that close them, by a server of plain sockets. */
class BlobConnectionsTest {

  private static final ImageEntry IMAGE =
      new ImageEntry("a", 1, 2, "a", "image/png", 3, 1, 1, BytesBlob.HASH.hex(), 4, 5);

  private final AtomicLong nanos = new AtomicLong();
  private final BlobConnections connections = new BlobConnections(LinkTimeouts.DEFAULT, nanos::get);
  private ServerSocket server;
  private HttpBlobLink link;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Session session = Pairing.of("secret", "secret").parent();
    link =
        new HttpBlobLink(
            URI.create("http://127.0.0.1:" + server.getLocalPort()),
            () -> Optional.of(session),
            connections,
            LinkTimeouts.DEFAULT);
  }

  @AfterEach
  void stop() throws IOException {
    connections.close();
    server.close();
  }

  @Test
  void asksAgainWhereAnIdleConnectionWasClosed() throws Exception {
    CompletableFuture<Integer> connected =
        inBackground(
            () -> {
              // The first request is answered; the second on the same connection is not.
              try (Socket first = server.accept()) {
                BufferedReader in = reader(first);
                skipHead(in);
                answer(first);
                skipHead(in);
              }
              try (Socket second = server.accept()) {
                skipHead(reader(second));
                answer(second);
                return 2;
              }
            });
    readAll();
    readAll();
    assertThat(connected.get()).isEqualTo(2);
  }

  @Test
  void asksOnlyOnceOverANewConnection() throws Exception {
    CompletableFuture<Integer> connected =
        inBackground(
            () -> {
              try (Socket first = server.accept()) {
                skipHead(reader(first));
              }
              server.close();
              return 1;
            });
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(this::readAll)
        .matches(e -> e.kind() == Kind.UNREACHABLE);
    assertThat(connected.get()).isEqualTo(1);
  }

  @Test
  void usesAConnectionAgainOnceAllWasRead() throws Exception {
    CompletableFuture<Integer> served =
        inBackground(
            () -> {
              try (Socket only = server.accept()) {
                BufferedReader in = reader(only);
                for (int i = 0; i < 3; i++) {
                  skipHead(in);
                  answer(only);
                }
                return 3;
              }
            });
    readAll();
    readAll();
    readAll();
    assertThat(served.get()).isEqualTo(3);
  }

  @Test
  void cutsAConnectionThatIsClosedBeforeItsEnd() throws Exception {
    CompletableFuture<Integer> next =
        inBackground(
            () -> {
              try (Socket first = server.accept()) {
                BufferedReader in = reader(first);
                skipHead(in);
                answer(first);
                return in.read();
              } catch (IOException e) {
                return -1;
              }
            });
    try (BlobStream stream = link.open("child", BytesBlob.HASH, 0, -1)) {
      assertThat(stream.body().read()).isEqualTo('o');
    }
    assertThat(next.get()).isEqualTo(-1);
  }

  @Test
  void cutsAConnectionThatTakesNoMoreBytes() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    CompletableFuture<Integer> stuck =
        inBackground(
            () -> {
              try (Socket socket = server.accept()) {
                skipHead(reader(socket));
                socket.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII));
                done.await();
                return 1;
              }
            });
    CompletableFuture<Integer> put =
        inBackground(
            () -> {
              link.put("child", BytesBlob.of(64 << 20), IMAGE);
              return 1;
            });
    while (!put.isDone()) {
      nanos.addAndGet(LinkTimeouts.DEFAULT.progress().toNanos() + 1);
      connections.tidy();
      Thread.yield();
    }
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(put::get)
        .withCauseInstanceOf(LinkException.class);
    done.countDown();
    stuck.get();
  }

  @Test
  void givesNoConnectionOnceItIsClosed() {
    connections.close();
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(this::readAll)
        .matches(e -> e.kind() == Kind.FAILED);
  }

  private void readAll() throws IOException {
    try (BlobStream stream = link.open("child", BytesBlob.HASH, 0, -1)) {
      assertThat(stream.body().readAllBytes()).isEqualTo("ok".getBytes(US_ASCII));
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
  }

  private static void skipHead(BufferedReader in) throws IOException {
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      assertThat(line).isNotNull();
    }
  }

  private static void answer(Socket socket) throws IOException {
    socket
        .getOutputStream()
        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(US_ASCII));
  }

  private interface Task {
    int run() throws Exception;
  }

  private static CompletableFuture<Integer> inBackground(Task task) {
    CompletableFuture<Integer> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(task.run());
              } catch (Exception | AssertionError e) {
                result.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return result;
  }
}

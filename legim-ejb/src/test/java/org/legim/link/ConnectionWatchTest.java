package org.legim.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionWatchTest {

  private final Map<String, URI> neighbours = new ConcurrentHashMap<>();
  private ServerSocket server;
  private ConnectionWatch watch;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    neighbours.put("a", URI.create("http://127.0.0.1:" + server.getLocalPort() + "/legim"));
    watch = new ConnectionWatch(() -> neighbours, Thread::new);
  }

  @AfterEach
  void stop() throws IOException {
    watch.close();
    server.close();
  }

  @Test
  void noticesThatANeighbourIsGone() throws Exception {
    try (Socket line = server.accept()) {
      assertThat(watch.isGone("a")).isFalse();
      server.close();
      line.setSoLinger(true, 0);
    }

    await(() -> watch.isGone("a"));
  }

  @Test
  void noticesThatItIsThereAgain() throws Exception {
    Socket line = server.accept();
    int port = server.getLocalPort();
    server.close();
    line.close();
    await(() -> watch.isGone("a"));

    server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());

    await(() -> !watch.isGone("a"));
    server.accept().close();
  }

  @Test
  void takesANewConnectionForASignOfLife() throws Exception {
    server.accept().close();

    try (Socket second = server.accept()) {
      assertThat(second.isConnected()).isTrue();
      await(() -> !watch.isGone("a"));
    }
  }

  @Test
  void saysNothingOfThoseThatAreNoNeighboursAnyMore() throws Exception {
    Socket line = server.accept();
    server.close();
    line.close();
    await(() -> watch.isGone("a"));

    neighbours.clear();

    await(() -> !watch.isGone("a"));
    assertThat(watch.isGone("b")).isFalse();
  }

  @Test
  void endsItsConnectionsWhenItIsClosed() throws Exception {
    try (Socket line = server.accept()) {
      watch.close();

      assertThat(line.getInputStream().read()).isNegative();
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(10);
    }
  }
}

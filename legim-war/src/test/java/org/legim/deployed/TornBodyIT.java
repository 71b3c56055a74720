package org.legim.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.legim.testing.Eventually;
import org.legim.testing.Images;
import org.legim.testing.RawConnection;

/** Bodies that end before they should. */
@RunAsClient
class TornBodyIT extends DeployedTest {

  private final String id = fresh();
  private final byte[] png = Images.draw("png", 300, 300);
  private final byte[] half = Arrays.copyOf(png, png.length / 2);

  @AfterEach
  void nothingIsLeft() throws Exception {
    Eventually.holds("incoming/ is empty", () -> incoming().isEmpty());
    assertProblem(api.get("images/" + id), 404, "no-such-image");
  }

  @Test
  void aBodyShorterThanAnnouncedLeavesNothing() throws Exception {
    try (RawConnection connection = RawConnection.to(api.port())) {
      announced(connection).send(half);
      Eventually.holds("the upload has begun", () -> !incoming().isEmpty());
      connection.end();
      assertNotStored(connection);
    }
  }

  @Test
  void aChunkedBodyWithoutItsEndLeavesNothing() throws Exception {
    try (RawConnection connection = RawConnection.to(api.port())) {
      chunked(connection).sendChunk(half).sendChunk(half);
      Eventually.holds("the upload has begun", () -> !incoming().isEmpty());
      connection.end();
      assertNotStored(connection);
    }
  }

  @Test
  void aBrokenChunkIsRefused() throws Exception {
    try (RawConnection connection = RawConnection.to(api.port())) {
      chunked(connection).sendChunk(half).send("nonsense\r\n");

      assertThat(connection.receive().status()).isEqualTo(400);
    }
  }

  @Test
  void aConnectionThatBreaksLeavesNothing() throws Exception {
    try (RawConnection connection = RawConnection.to(api.port())) {
      announced(connection).send(half);
      Eventually.holds("the upload has begun", () -> !incoming().isEmpty());
      connection.abort();
    }
  }

  @Test
  void aChunkedConnectionThatBreaksLeavesNothing() throws Exception {
    try (RawConnection connection = RawConnection.to(api.port())) {
      chunked(connection).sendChunk(half).sendChunk(half);
      Eventually.holds("the upload has begun", () -> !incoming().isEmpty());
      connection.abort();
    }
  }

  /** A server may answer a client that has stopped sending, or hang up. */
  private static void assertNotStored(RawConnection connection) throws IOException {
    try {
      assertThat(connection.receive().status()).isEqualTo(400);
    } catch (EOFException e) {
      assertThat(e).hasMessage("the connection ended after \"\"");
    }
  }

  private RawConnection announced(RawConnection connection) throws Exception {
    return connection
        .send("PUT /legim/api/images/" + id + " HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        .send("Content-Length: " + png.length + "\r\n\r\n");
  }

  private RawConnection chunked(RawConnection connection) throws Exception {
    return connection
        .send("PUT /legim/api/images/" + id + " HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        .send("Transfer-Encoding: chunked\r\n\r\n");
  }
}

package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertPlainProblem;
import static org.legim.testing.ProblemAssertions.assertProblem;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.testing.Answer;
import org.legim.testing.Api;
import org.legim.testing.Images;
import org.legim.testing.RawConnection;

/** What a node that {@code ./legim} started does beside what the WAR does on every server. */
@DisabledOnOs(OS.WINDOWS)
@ExtendWith(SharedNode.class)
class RunningNodeIT {

  @TempDir private Path temporary;

  private NodeFolder folder;
  private LegimProcess process;
  private Api api;

  @BeforeEach
  void use(SharedNode.Running node) {
    folder = node.folder();
    process = node.process();
    api = process.api();
  }

  @Test
  void oneLineOnStandardOutputSaysThatItIsReady() {
    assertThat(process.out())
        .isEqualTo(
            "legim: gateway %s ready at http://127.0.0.1:%d/legim\n"
                .formatted(folder.name(), folder.port()));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void noPortIsOpenButTheNodesOwn() throws IOException {
    assertThat(ListeningSockets.of(process.pid()))
        .containsExactly("tcp 127.0.0.1:" + folder.port());
  }

  @Test
  void aSecondNodeOnTheSameFolderIsRefused() {
    NodeFolder second = NodeFolder.create(temporary, "second", folder.data());

    try (LegimProcess refused = second.launch()) {
      assertThat(refused.awaitExit()).isEqualTo(2);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err())
          .isEqualTo(
              "legim: node.data: another process uses %s; stop it or give this node a folder of its"
                      .formatted(folder.data())
                  + " own\n");
    }
    assertThat(api.get("tree").status()).isEqualTo(200);
  }

  @Test
  void aSecondNodeOnTheSamePortIsRefused() throws IOException {
    NodeFolder second = NodeFolder.create(temporary, "second");
    String config = Files.readString(second.file());
    Files.writeString(second.file(), config.replace("" + second.port(), "" + folder.port()));

    try (LegimProcess refused = second.launch()) {
      assertThat(refused.awaitExit()).isEqualTo(2);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err())
          .isEqualTo(
              "legim: port %d on 127.0.0.1 is in use; stop what uses it or choose another (node.port)\n"
                  .formatted(folder.port()));
    }
    assertThat(api.get("tree").status()).isEqualTo(200);
  }

  @Test
  void bytesThatWereCutOnTheDiskAreNeverSent() throws IOException {
    JsonObject image = api.post("images", Images.draw("png", 200, 200)).json();
    try (FileChannel blob =
        FileChannel.open(folder.blob(image.getString("sha256")), StandardOpenOption.WRITE)) {
      blob.truncate(1000);
    }

    assertOutOfReach(image);
  }

  @Test
  void bytesThatAreMissingOnTheDiskAreNoMissingImage() throws IOException {
    JsonObject image = api.post("images", Images.png()).json();
    Files.delete(folder.blob(image.getString("sha256")));

    assertOutOfReach(image);
  }

  @Test
  void anUploadOfTheSameBytesHealsADamagedBlob() throws IOException {
    byte[] png = Images.png();
    JsonObject image = api.post("images", png).json();
    Files.write(folder.blob(image.getString("sha256")), new byte[] {1, 2, 3});

    assertThat(api.post("images", png).status()).isEqualTo(201);

    assertThat(api.get("images/" + image.getString("id")).body()).isEqualTo(png);
  }

  private void assertOutOfReach(JsonObject image) {
    String path = "images/" + image.getString("id");
    Answer answer = api.get(path);
    assertProblem(answer, 503, "out-of-reach");
    assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
    assertThat(api.get(path, "Range", "bytes=0-9").status()).isEqualTo(503);
    assertThat(api.head(path).status()).isEqualTo(503);
    assertThat(api.get(path + "/info").status()).isEqualTo(200);
    assertThat(api.delete(path).status()).isEqualTo(204);
    assertProblem(api.get(path), 404, "no-such-image");
  }

  @ParameterizedTest
  @CsvSource({
    "GET / HTTP/1.1, 404",
    "GET /index.html HTTP/1.1, 404",
    "GET /metrics HTTP/1.1, 404",
    "GET /legim/api/images/%zz HTTP/1.1, 400",
    "GET /legim/api/../api/images HTTP/1.1, 400",
    "GET /legim/api/images/%2e%2e HTTP/1.1, 400",
    "GET /legim/api/images HTTP/3.1, 505",
  })
  void whatTheContainerAnswersAloneIsAProblemToo(String requestLine, int status)
      throws IOException {
    try (RawConnection connection = RawConnection.to(api.port())) {
      connection.send(requestLine + "\r\nHost: 127.0.0.1\r\n\r\n");

      assertPlainProblem(connection.receive(), status);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Name: a\0b",
        "X Name: a",
        "Content-Length: many",
        "Content-Length: 1\r\nContent-Length: 2",
      })
  void aBrokenHeaderIsAProblem(String header) throws IOException {
    try (RawConnection connection = RawConnection.to(api.port())) {
      connection
          .send("POST /legim/api/images HTTP/1.1\r\nHost: 127.0.0.1\r\n")
          .send(header + "\r\n\r\n");

      assertPlainProblem(connection.receive(), 400);
    }
  }

  @Test
  void aDeletionWithABodyIsAProblemAtMost() {
    Answer answer = api.send("DELETE", "images/unknown", BodyPublishers.ofString("why?"));

    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void aFileNameInRawUtf8ArrivesWhole() throws IOException {
    byte[] png = Images.png();
    try (RawConnection connection = RawConnection.to(api.port())) {
      connection
          .send("POST /legim/api/images HTTP/1.1\r\nHost: 127.0.0.1\r\n")
          .send("Content-Disposition: attachment; filename=\"Hồ Gươm 📷.png\"\r\n")
          .send("Content-Length: " + png.length + "\r\n\r\n")
          .send(png);

      assertThat(connection.receive().string("name")).isEqualTo("Hồ Gươm 📷.png");
    }
  }

  @Test
  void noHeaderTellsWhatServes() {
    Answer answer = api.get("tree");

    assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
    assertThat(answer.header("Date")).isNotNull();
  }
}

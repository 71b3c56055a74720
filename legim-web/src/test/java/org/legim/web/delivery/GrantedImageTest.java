package org.legim.web.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.blob.DiskBlobStore;
import org.legim.blob.Incoming;
import org.legim.blob.Room;
import org.legim.blob.Sha256;
import org.legim.blob.VerifiedBlobs;
import org.legim.grant.Grant;
import org.legim.link.GatewayName;
import org.legim.web.FakeRequest;
import org.legim.web.FakeResponse;
import org.legim.web.problem.ProblemException;

class GrantedImageTest {

  private static final int LENGTH = 5_000;
  private static final String TYPE = "image/svg+xml";

  @TempDir private Path folder;
  private final byte[] bytes = new byte[LENGTH];
  private final List<Sha256> suspects = new ArrayList<>();
  private final FakeResponse response = new FakeResponse();
  private DiskBlobStore store;
  private Sha256 blob;

  @BeforeEach
  void keep() throws IOException {
    new Random(1).nextBytes(bytes);
    Room room = new Room(folder, OptionalLong.empty(), () -> 0);
    store = DiskBlobStore.open(folder.resolve("blobs"), folder.resolve("incoming"), room);
    try (Incoming incoming = store.receive(OptionalLong.of(LENGTH))) {
      incoming.write(bytes, 0, LENGTH);
      incoming.finish();
      blob = incoming.hash();
      store.keep(incoming).close();
    }
  }

  @Test
  void hasTheBytesAndTheHeadersOfTheGateway() throws IOException {
    assertThat(send(get(), LENGTH)).isTrue();

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(bytes);
    assertThat(response.headers())
        .containsEntry("Content-Type", TYPE)
        .containsEntry("Content-Length", "5000")
        .containsEntry("ETag", '"' + blob.hex() + '"')
        .containsEntry("Last-Modified", "Mon, 23 Nov 2026 10:00:01 GMT")
        .containsEntry("Cache-Control", "private, max-age=5")
        .containsEntry("Content-Disposition", "inline; filename=\"a.svg\"")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Legim-Served-By", "hanoi")
        .containsKey("Content-Security-Policy");
  }

  @Test
  void canBeAPartOfIt() throws IOException {
    assertThat(send(get().header("Range", "bytes=10-19"), LENGTH)).isTrue();

    assertThat(response.status()).isEqualTo(206);
    assertThat(response.headers()).containsEntry("Content-Range", "bytes 10-19/5000");
    assertThat(response.body()).hasSize(10);
  }

  @Test
  void canBeTheHeadersAlone() throws IOException {
    assertThat(send(new FakeRequest("HEAD", "/legim/delivery/x"), LENGTH)).isTrue();

    assertThat(response.headers()).containsEntry("Content-Length", "5000");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void isNotSentAgainToWhoHasIt() throws IOException {
    assertThat(send(get().header("If-None-Match", '"' + blob.hex() + '"'), LENGTH)).isTrue();

    assertThat(response.status()).isEqualTo(304);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void isNotSentToWhoWantsAnother() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> send(get().header("If-Match", "\"other\""), LENGTH))
        .satisfies(e -> assertThat(e.problem().status()).isEqualTo(412));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isLeftToOthersIfItIsGoneOrDamaged(boolean gone) throws IOException {
    Path file = folder.resolve(Path.of("blobs", blob.hex().substring(0, 2)));
    file = file.resolve(blob.hex().substring(2, 4)).resolve(blob.hex());
    if (gone) {
      Files.delete(file);
    } else {
      bytes[7]++;
      Files.write(file, bytes);
    }

    assertThat(send(get(), LENGTH)).isFalse();
    assertThat(response.headers()).isEmpty();
    assertThat(response.body()).isEmpty();
  }

  @Test
  void isLeftToOthersIfItIsNotAsLongAsGranted() throws IOException {
    assertThat(send(get(), LENGTH + 1)).isFalse();
    assertThat(suspects).containsExactly(blob);
  }

  @Test
  void isAskedOfTheGatewayByAnAddressThatAnOperatorHasGiven() {
    GatewayName heard = new GatewayName("id", "gw", "http://10.0.0.6:8080/legim");
    Optional<URI> told = Optional.of(URI.create("https://img.example/legim"));

    assertThat(DeliveryServlet.backToGateway(grant(told, 1), Optional.of(heard)))
        .isEqualTo(URI.create("https://img.example/legim/api/images/a?delivery=proxy"));
    assertThat(DeliveryServlet.backToGateway(grant(Optional.empty(), 1), Optional.of(heard)))
        .isEqualTo(URI.create("http://10.0.0.6:8080/legim/api/images/a?delivery=proxy"));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () -> DeliveryServlet.backToGateway(grant(Optional.empty(), 1), Optional.empty()))
        .satisfies(e -> assertThat(e.problem().status()).isEqualTo(503));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/x", "/../api/images/a", "/AB"})
  void isNamedByAHash(String path) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> DeliveryServlet.blob(new FakeRequest("GET", "/x").pathInfo(path).build()))
        .satisfies(e -> assertThat(e.problem().status()).isEqualTo(404));
  }

  private boolean send(FakeRequest request, long length) throws IOException {
    return new GrantedImage(
            new VerifiedBlobs(store, suspects::add),
            grant(Optional.empty(), length),
            "hanoi",
            request.build(),
            response.build())
        .send();
  }

  private static FakeRequest get() {
    return new FakeRequest("GET", "/legim/delivery/x");
  }

  private Grant grant(Optional<URI> gateway, long length) {
    return new Grant(
        blob,
        length,
        "a",
        "a.svg",
        TYPE,
        Instant.parse("2026-11-23T10:00:01.750Z"),
        "private, max-age=5",
        gateway,
        Instant.MAX);
  }
}

package org.legim.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.blob.Sha256;
import org.legim.link.LinkException.Kind;

class ManifestTest {

  @Test
  void leavesTheBlobsInTheBody() throws IOException {
    List<ImageEntry> images = List.of(image("Hồ Gươm.png", 3), image("b", 4));
    Manifest written = Manifest.of(images);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    written.writeTo(body);
    body.writeBytes(new byte[] {1, 2, 3, 4, 5, 6, 7});
    ByteArrayInputStream in = new ByteArrayInputStream(body.toByteArray());

    Manifest read = Manifest.read(written.header(), in);

    assertThat(read.images()).isEqualTo(images);
    assertThat(read.bodyBytes()).isEqualTo(body.size()).isEqualTo(written.bodyBytes());
    assertThat(in.readAllBytes()).containsExactly(1, 2, 3, 4, 5, 6, 7);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "12", ";", "-1;HASH", "12;ab", "12345678;HASH", "1; HASH", "1;HASH;"})
  void refusesAHeaderThatIsNone(String header) {
    String given = header == null ? null : header.replace("HASH", "ab".repeat(32));
    assertRefused(() -> Manifest.read(given, new ByteArrayInputStream(new byte[100])))
        .withMessageContaining("LENGTH;SHA256");
  }

  @Test
  void refusesBytesThatWereNotSigned() throws IOException {
    Manifest written = Manifest.of(List.of(image("a", 3)));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    written.writeTo(body);
    String changed = body.toString(UTF_8).replace("\"a\"", "\"b\"");

    assertRefused(() -> read(written.header(), changed)).withMessageContaining("Legim-Manifest");
    assertRefused(() -> read(written.header(), "")).withMessageContaining("Legim-Manifest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "[1]",
        "[null]",
        "[{\"id\":\"a\"}]",
        "[{\"id\":\"a\",\"sha256\":\"ab\",\"bytes\":1}]",
        "[{\"id\":\"a\",\"sha256\":\"HASH\",\"bytes\":-1}]",
        "[{\"sha256\":\"HASH\",\"bytes\":1}]",
        "not JSON"
      })
  void refusesWhatIsNoListOfRecords(String json) {
    String text = json.replace("HASH", BytesBlob.HASH.hex());
    assertRefused(() -> read(header(text), text));
  }

  @ParameterizedTest
  @CsvSource({"1, 64000000000", "2, 33554432", "256, 262144", "256, 0"})
  void takesAsMuchAsOneRequestMayBring(int count, long bytes) throws IOException {
    assertThat(Manifest.of(Collections.nCopies(count, image("a", bytes))).images()).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, not 1 to 256",
    "257, 1, not 1 to 256",
    "2, 33554433, more than 67108864 bytes",
    "3, 9223372036854775807, more than 67108864 bytes"
  })
  void refusesMoreThanOneRequestMayBring(int count, long bytes, String why) {
    assertRefused(() -> Manifest.of(Collections.nCopies(count, image("a", bytes))))
        .withMessageContaining(why);
  }

  @Test
  void refusesAManifestThatIsTooLong() {
    List<ImageEntry> images = Collections.nCopies(256, image("n".repeat(5_000), 1));
    assertRefused(() -> Manifest.of(images)).withMessageContaining("more than the 1048576");
    assertRefused(() -> read("1048577;" + "ab".repeat(32), "[]"))
        .withMessageContaining("more than the 1048576");
  }

  private static Manifest read(String header, String body) throws IOException {
    return Manifest.read(header, new ByteArrayInputStream(body.getBytes(UTF_8)));
  }

  private static String header(String json) {
    var digest = Sha256.newDigest();
    digest.update(json.getBytes(UTF_8));
    return json.getBytes(UTF_8).length + ";" + Sha256.of(digest);
  }

  private static ImageEntry image(String name, long bytes) {
    return new ImageEntry(
        "id", 1, 2, name, "image/png", bytes, 1, null, BytesBlob.HASH.hex(), 4, 5);
  }

  private static ThrowableAssertAlternative<LinkException> assertRefused(ThrowingCallable call) {
    return assertThatExceptionOfType(LinkException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(Kind.REFUSED));
  }
}

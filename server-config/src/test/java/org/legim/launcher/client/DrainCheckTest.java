package org.legim.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrainCheckTest {
  private static final byte[] CAT = "cat".getBytes(StandardCharsets.UTF_8);
  private static final byte[] DOG = "dog".getBytes(StandardCharsets.UTF_8);
  private static final String CAT_HASH = hash(CAT);
  private static final String DOG_HASH = hash(DOG);

  private final List<String> complaints = new ArrayList<>();
  private FakeGateway gateway;
  private DrainCheck check;

  @BeforeEach
  void start() throws Exception {
    gateway = new FakeGateway();
    check = new DrainCheck(gateway.url(), Optional.empty(), complaints::add);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String root(String... hashes) {
    MerkleTree tree = new MerkleTree();
    Stream.of(hashes).map(HexFormat.of()::parseHex).forEach(tree::add);
    return tree.root();
  }

  private void drainOf(int blobs, int bytes, String root) {
    gateway.on(
        "GET /drains/d1",
        200,
        """
        {"id": "d1", "name": "hanoi", "state": "gone", "ended": "2026-11-23T10:00:00Z",
         "certificate": {"blobs": %d, "bytes": %d, "root": "%s"}}
        """
            .formatted(blobs, bytes, root));
  }

  private void page(String after, String next, String... blobs) {
    gateway.on(
        "GET /drains/d1/blobs?after=" + after,
        200,
        Stream.of(blobs).collect(Collectors.joining(", ", "{\"blobs\": [", "]"))
            + (next.isEmpty() ? "}" : ", \"next\": \"" + next + "\"}"));
  }

  private static String blob(String hash, String image) {
    return "{\"sha256\": \"%s\", \"bytes\": 3%s}"
        .formatted(hash, image.isEmpty() ? "" : ", \"image\": \"" + image + "\"");
  }

  private void cat(String image) {
    drainOf(1, 3, root(CAT_HASH));
    page("", "", blob(CAT_HASH, image));
  }

  @Test
  void readsEveryBlobBackPageByPage() throws Exception {
    drainOf(2, 6, root(CAT_HASH, DOG_HASH));
    page("", CAT_HASH, blob(CAT_HASH, "a"));
    page(CAT_HASH, "", blob(DOG_HASH, "b"));
    gateway.image("a", CAT_HASH, CAT).image("b", DOG_HASH, DOG);

    assertThat(check.run("d1")).isTrue();
    assertThat(check.summary())
        .contains(
            "2 blobs, 6 bytes, root %s: all found with equal bytes"
                .formatted(root(CAT_HASH, DOG_HASH)));
    assertThat(complaints).isEmpty();
  }

  @Test
  void findsAnotherImageWhereTheOneThatIsNamedHasOtherBytesNow() throws Exception {
    cat("a");
    gateway.image("a", DOG_HASH, DOG).image("c", CAT_HASH, CAT);
    gateway.on("GET /images?limit=1&sha256=" + CAT_HASH, 200, "{\"images\": [{\"id\": \"c\"}]}");

    assertThat(check.run("d1")).isTrue();
    assertThat(check.summary().orElseThrow()).endsWith(": all found with equal bytes");
  }

  @Test
  void saysOfABlobThatNoImageHasAnyMoreThatItWasDeleted() throws Exception {
    cat("");
    gateway.on("GET /images?limit=1&sha256=" + CAT_HASH, 200, "{\"images\": []}");

    assertThat(check.run("d1")).isTrue();
    assertThat(check.summary().orElseThrow())
        .endsWith(": 0 found with equal bytes, 1 deleted or replaced since");
    assertThat(complaints).isEmpty();
  }

  @Test
  void complainsAboutOtherBytes() throws Exception {
    cat("a");
    gateway.image("a", CAT_HASH, DOG);

    assertThat(check.run("d1")).isFalse();
    assertThat(complaints)
        .containsExactly("blob " + CAT_HASH + " does not come back with its bytes");
    assertThat(check.summary().orElseThrow()).endsWith(": 1 complaints");
  }

  @Test
  void complainsAboutABlobOutOfReachAndGoesOn() throws Exception {
    drainOf(2, 6, root(CAT_HASH, DOG_HASH));
    page("", "", blob(CAT_HASH, "a"), blob(DOG_HASH, "b"));
    gateway.on("GET /images/a", 503, "{\"detail\": \"Out of reach.\"}");
    gateway.image("b", DOG_HASH, DOG);

    assertThat(check.run("d1")).isFalse();
    assertThat(complaints)
        .containsExactly(
            "blob %s: %s answers 503: Out of reach.".formatted(CAT_HASH, gateway.url()));
  }

  @Test
  void complainsAboutAListThatIsNotThatOfTheCertificate() throws Exception {
    drainOf(2, 6, root(CAT_HASH, DOG_HASH));
    page("", "", blob(CAT_HASH, "a"));
    gateway.image("a", CAT_HASH, CAT);

    assertThat(check.run("d1")).isFalse();
    assertThat(complaints)
        .containsExactly(
            "the certificate is about 2 blobs, 6 bytes, root %s, and what is listed is 1 blobs, 3"
                    .formatted(root(CAT_HASH, DOG_HASH))
                + " bytes, root "
                + root(CAT_HASH));
  }

  @Test
  void hasNothingToCheckBeforeTheEnd() throws Exception {
    gateway.on("GET /drains/d1", 200, "{\"id\": \"d1\", \"state\": \"draining\"}");

    assertThat(check.run("d1")).isFalse();
    assertThat(complaints)
        .containsExactly("the drain d1 is draining; it has a certificate once it is gone");
    assertThat(check.summary()).isEmpty();
  }

  @Test
  void refusesAListOfSomethingElse() {
    drainOf(1, 3, root(CAT_HASH));
    page("", "", blob("x", "a"));

    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> check.run("d1"))
        .withMessage("\"x\" is no SHA-256");
  }
}

package org.legim.launcher.client;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.legim.launcher.client.BlobPage.Blob;

/** Reads blobs through the gateway, by images that have them, and says what became of each. */
final class ReadBack {
  private static final int NOT_FOUND = 404;
  private static final int ATTEMPTS = 3;

  private final ApiCalls calls;

  ReadBack(URI node, Optional<String> apiKey) {
    this.calls = new ApiCalls(node, apiKey);
  }

  /** What became of a blob. */
  enum Fate {
    /** It is there, with the right bytes. */
    FOUND,
    /** No image has it any more. */
    DELETED,
    /** An image has it, and other bytes come. */
    DAMAGED
  }

  /** Reads a blob to its end. */
  Fate read(Blob blob) throws ApiException, InterruptedException {
    Optional<String> image = blob.image();
    // An image may be replaced or deleted between the look and the read.
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (image.isEmpty()) {
        image = imageOf(blob.sha256());
      }
      if (image.isEmpty()) {
        return Fate.DELETED;
      }
      Optional<Fate> fate = read(image.get(), blob);
      if (fate.isPresent()) {
        return fate.get();
      }
      image = Optional.empty();
    }
    return Fate.DELETED;
  }

  private Optional<String> imageOf(String sha256) throws ApiException, InterruptedException {
    JsonObject page =
        calls.object(calls.request("/images?limit=1&sha256=" + ApiCalls.segment(sha256)).GET());
    return Json.objects(page, "images").stream()
        .flatMap(image -> Json.optionalText(image, "id").stream())
        .findFirst();
  }

  /** Empty if the image has other bytes now, or is none any more. */
  private Optional<Fate> read(String image, Blob blob) throws ApiException, InterruptedException {
    HttpResponse<InputStream> answer;
    try {
      answer =
          calls.open(
              calls.request("/images/" + ApiCalls.segment(image)).setHeader("Accept", "*/*"));
    } catch (ApiException e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
    try (InputStream body = answer.body()) {
      if (!isTagged(answer, blob.sha256())) {
        return Optional.empty();
      }
      return Optional.of(hash(body).equals(blob.sha256()) ? Fate.FOUND : Fate.DAMAGED);
    } catch (IOException e) {
      return Optional.of(Fate.DAMAGED);
    }
  }

  private static boolean isTagged(HttpResponse<?> answer, String sha256) {
    return answer.headers().firstValue("ETag").orElse("").equals('"' + sha256 + '"');
  }

  private static String hash(InputStream body) throws IOException {
    MessageDigest digest = MerkleTree.sha256();
    new DigestInputStream(body, digest).transferTo(OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(digest.digest());
  }
}

package org.legim.process;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.legim.testing.Answer;
import org.legim.testing.Api;
import org.legim.testing.Hashes;
import org.legim.testing.Images;
import org.legim.testing.MultipartBody;

/** One of many clients that change the images of a node at once; writes down what is answered. */
final class LoadClient {

  private static final int FILES_PER_FORM = 3;
  private static final int SMALLEST = 8;
  private static final int LARGEST = 240;

  private final Api api;
  private final Ledger ledger;
  private final Random random;
  private final boolean patient;

  LoadClient(Api api, Ledger ledger, long seed) {
    this(api, ledger, seed, false);
  }

  /**
   * Makes a client.
   *
   * @param patient whether it may be told to come again, by a 503, and then does not
   */
  LoadClient(Api api, Ledger ledger, long seed, boolean patient) {
    this.api = api;
    this.ledger = ledger;
    this.random = new Random(seed);
    this.patient = patient;
  }

  /**
   * Sends one request.
   *
   * @return what is wrong with the answer; empty also if none came
   */
  Optional<String> send() {
    try {
      int dice = random.nextInt(100);
      if (dice < 30) {
        return add(false);
      } else if (dice < 45) {
        return add(true);
      } else if (dice < 60) {
        return addForm();
      } else if (dice < 70) {
        return put(UUID.randomUUID().toString(), 201);
      }
      Optional<String> id = ledger.take();
      if (id.isEmpty()) {
        return add(false);
      }
      return dice < 85 ? put(id.get(), 200) : delete(id.get());
    } catch (UncheckedIOException e) {
      return Optional.empty(); // no answer: the node is dead
    }
  }

  /** Deletes an image, if there is one. */
  Optional<String> delete() {
    return ledger.take().flatMap(this::delete);
  }

  private Optional<String> add(boolean chunked) {
    byte[] image = image();
    String hash = Hashes.sha256(image);
    ledger.willAdd(List.of(hash));
    Answer answer =
        chunked
            ? api.send(
                "POST",
                "images",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(image)))
            : api.post("images", image);
    if (answer.status() != 201 || !answer.string("sha256").equals(hash)) {
      return wrong("POST", answer);
    }
    ledger.added(Map.of(answer.string("id"), hash));
    return Optional.empty();
  }

  private Optional<String> addForm() {
    List<byte[]> images = Stream.generate(this::image).limit(FILES_PER_FORM).toList();
    List<String> hashes = images.stream().map(Hashes::sha256).toList();
    MultipartBody form = new MultipartBody();
    images.forEach(image -> form.file("image.png", image));
    ledger.willAdd(hashes);
    Answer answer = api.post("images", form);
    if (answer.status() != 201 || answer.json().getJsonArray("images").size() != FILES_PER_FORM) {
      return wrong("POST of a form", answer);
    }
    Map<String, String> stored = new HashMap<>();
    for (JsonObject image : answer.json().getJsonArray("images").getValuesAs(JsonObject.class)) {
      stored.put(image.getString("id"), image.getString("sha256"));
    }
    if (!hashes.containsAll(stored.values())) {
      return wrong("POST of a form", answer);
    }
    ledger.added(stored);
    return Optional.empty();
  }

  private Optional<String> put(String id, int status) {
    byte[] image = image();
    Optional<String> state = Optional.of(Hashes.sha256(image));
    ledger.willChange(id, state);
    Answer answer = api.put("images/" + id, image);
    if (answer.status() != status) {
      return wrong("PUT", answer);
    }
    ledger.changed(id, state);
    return Optional.empty();
  }

  private Optional<String> delete(String id) {
    ledger.willChange(id, Optional.empty());
    Answer answer = api.delete("images/" + id);
    if (answer.status() != 204) {
      return wrong("DELETE", answer);
    }
    ledger.changed(id, Optional.empty());
    return Optional.empty();
  }

  private Optional<String> wrong(String request, Answer answer) {
    return patient && (isToldToComeAgain(answer) || isOfStoppingServer(answer))
        ? Optional.empty()
        : Optional.of(request + ": " + answer);
  }

  static boolean isToldToComeAgain(Answer answer) {
    return answer.status() == 503 && answer.header("Retry-After") != null;
  }

  /** For a moment of its stop a server answers by itself, with nothing but the status. */
  static boolean isOfStoppingServer(Answer answer) {
    return answer.status() == 503 && answer.body().length == 0;
  }

  private byte[] image() {
    int side = random.nextInt(SMALLEST, LARGEST);
    return Images.draw("png", side, side);
  }
}

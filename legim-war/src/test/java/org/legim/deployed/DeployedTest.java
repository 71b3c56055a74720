package org.legim.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.legim.testing.Answer;
import org.legim.testing.Api;

/**
 * A test that calls the deployed WAR from outside. Classes that extend it are to be annotated with
 * {@code @RunAsClient}, which is not inherited.
 */
@Tag("deployed")
@ExtendWith(ArquillianExtension.class)
abstract class DeployedTest {

  /** What the configuration file of the server names. */
  static final Path DATA = Path.of("target/arquillian/data");

  Api api;

  @ArquillianResource private URL url;

  @Deployment
  static WebArchive war() {
    return DeployedWar.withTests();
  }

  @BeforeEach
  void connect() {
    api = new Api(url.getPort());
  }

  /** The beginning of an id that no other test uses: all of them share one node. */
  static String fresh() {
    return UUID.randomUUID().toString();
  }

  /** Stores an image under an id of the node's choice and returns its JSON. */
  JsonObject stored(byte[] image) {
    Answer answer = api.post("images", image);
    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    return answer.json();
  }

  /** Stores an image under an id of the test's choice. */
  void stored(String id, byte[] image) {
    Answer answer = api.put("images/" + id, image);
    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
  }

  /** The uploads that are under way. */
  static List<Path> incoming() throws IOException {
    try (Stream<Path> files = Files.list(DATA.resolve("incoming"))) {
      return files.toList();
    }
  }

  /** Where the bytes of a hash are kept. */
  static Path blob(String sha256) {
    return DATA.resolve(Path.of("blobs", sha256.substring(0, 2), sha256.substring(2, 4), sha256));
  }
}

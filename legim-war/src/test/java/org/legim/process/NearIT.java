package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.legim.testing.Answer;
import org.legim.testing.Api;
import org.legim.testing.Eventually;
import org.legim.testing.Images;

/** Users behind a trusted proxy get images from the node near to them, and from no other. */
@DisabledOnOs(OS.WINDOWS)
class NearIT {

  /** Made by MaxMind for tests: it knows these two addresses, and not that of this machine. */
  private static final Path DATABASE =
      Path.of("../legim-ejb/src/test/resources/org/legim/place/GeoIP2-City-Test.mmdb");

  private static final String NEAR_SEATTLE = "216.160.83.56";
  private static final String NEAR_BEIJING = "175.16.199.1";

  /** What differs from answer to answer, or says who has answered. */
  private static final Set<String> OF_THE_MOMENT =
      Set.of("date", "server-timing", "legim-served-by", "connection");

  @TempDir private Path temporary;

  private NodeFolder seattle;
  private NodeFolder beijing;
  private ProcessTree tree;
  private Api api;

  @BeforeEach
  void start() throws Exception {
    NodeFolder gateway =
        NodeFolder.create(
            temporary,
            "gateway",
            "node.location: -33.9,18.4",
            "replicas: 2",
            "trusted-proxies: [127.0.0.1]",
            "geo:",
            "  database: '" + DATABASE.toRealPath() + "'");
    seattle = member("seattle", "47.6,-122.3", gateway);
    beijing = member("beijing", "39.9,116.4", gateway);
    tree = ProcessTree.start(gateway, seattle, beijing);
    api = tree.api();
  }

  @AfterEach
  void close() {
    if (tree != null) {
      tree.close();
    }
  }

  @Test
  void usersGetImagesFromTheNodeNearToThem() throws Exception {
    SentImage image = SentImage.post(api, "drawing.png", Images.draw("png", 100, 100));
    SentImage other = SentImage.post(api, "other.png", Images.draw("png", 90, 90));
    tree.awaitPlaced(List.of(image, other));

    URI toSeattle = awaitRedirect(image, NEAR_SEATTLE, seattle);
    URI toBeijing = awaitRedirect(image, NEAR_BEIJING, beijing);

    assertServed(toSeattle, image, "seattle");
    assertServed(toBeijing, image, "beijing");
    assertGatewayServes(image);
    assertNothingElseIsServed(toSeattle, image, other);
    assertSeattleIsMissedByNobody(image);
  }

  private void assertServed(URI url, SentImage image, String node) {
    Answer served = api.get(url);
    Answer proxied = api.get(image.path() + "?delivery=proxy");

    assertThat(served.status()).as("%s", served.headers()).isEqualTo(200);
    assertThat(served.body()).isEqualTo(image.bytes());
    assertThat(served.header("Legim-Served-By")).isEqualTo(node);
    assertThat(comparable(served)).isEqualTo(comparable(proxied));

    Answer part = api.get(url, "Range", "bytes=10-19");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.body()).hasSize(10);
    assertThat(api.get(url, "If-None-Match", served.header("ETag")).status()).isEqualTo(304);
  }

  private static Map<String, List<String>> comparable(Answer answer) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(answer.headers().map());
    OF_THE_MOMENT.forEach(headers::remove);
    return headers;
  }

  private void assertGatewayServes(SentImage image) {
    for (Answer answer :
        List.of(
            api.get(image.path()),
            api.get(image.path(), "X-Forwarded-For", "127.0.0.1"),
            api.get(image.path() + "?delivery=proxy", "X-Forwarded-For", NEAR_SEATTLE),
            api.get(image.path(), "X-Forwarded-For", NEAR_SEATTLE, "Forwarded", "for=unknown"),
            api.get(image.path(), "X-Forwarded-For", NEAR_SEATTLE, "Sec-Fetch-Mode", "cors"))) {
      assertThat(answer.status()).as("%s", answer.headers()).isEqualTo(200);
      assertThat(answer.header("Legim-Served-By")).isEqualTo("gateway");
    }
    assertProblem(api.get(image.path() + "?delivery=here"), 400, "invalid-parameter");
  }

  private void assertNothingElseIsServed(URI granted, SentImage image, SentImage other) {
    String url = granted.toString();
    String token = url.substring(url.indexOf('=') + 1);
    String changed = (token.charAt(20) == 'A' ? "B" : "A") + token.substring(21);
    List<String> forged = new ArrayList<>();
    forged.add(url.replace(image.sha256(), other.sha256()));
    forged.add(url.replace(token, token.substring(0, 20) + changed));
    forged.add(url.replace(token, token.substring(0, token.length() - 9) + "AAAAAAAAA"));
    forged.add(url.substring(0, url.indexOf('=') + 1));
    forged.add(url.substring(0, url.indexOf('?')));
    for (String each : forged) {
      assertProblem(api.get(URI.create(each)), 403, "not-granted");
    }
    Api direct = new Api(seattle.port());
    assertProblem(direct.get(image.path()), 403, "not-the-gateway");
    assertProblem(direct.get(image.path() + "?grant=" + token), 403, "not-the-gateway");
    assertProblem(direct.get("images"), 403, "not-the-gateway");
  }

  private void assertSeattleIsMissedByNobody(SentImage image) throws Exception {
    tree.kill(seattle);
    List<Answer> answers = new ArrayList<>();
    Eventually.passes(
        () -> {
          answers.add(api.get(image.path(), "X-Forwarded-For", NEAR_SEATTLE));
          assertThat(location(answers.get(answers.size() - 1))).startsWith(publicUrl(beijing));
        });

    assertThat(answers).extracting(Answer::status).isSubsetOf(200, 307);
    assertServed(URI.create(answers.get(answers.size() - 1).header("Location")), image, "beijing");
  }

  private URI awaitRedirect(SentImage image, String user, NodeFolder node) throws Exception {
    Eventually.passes(
        () ->
            assertThat(location(api.get(image.path(), "X-Forwarded-For", "10.9.9.9, " + user)))
                .startsWith(publicUrl(node) + "/delivery/" + image.sha256() + "?grant="));
    Answer answer = api.get(image.path(), "Forwarded", "for=" + user);
    assertThat(answer.status()).isEqualTo(307);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(api.head(image.path(), "Forwarded", "for=" + user).status()).isEqualTo(307);
    return URI.create(location(answer));
  }

  private static String location(Answer answer) {
    return String.valueOf(answer.header("Location"));
  }

  private NodeFolder member(String name, String location, NodeFolder gateway) throws IOException {
    NodeFolder node = NodeFolder.create(temporary, name);
    node.configure(
        "node.location: " + location, "node.public: " + publicUrl(node), gateway.asParent());
    return node;
  }

  private static String publicUrl(NodeFolder node) {
    return "http://127.0.0.1:" + node.port() + "/legim";
  }
}

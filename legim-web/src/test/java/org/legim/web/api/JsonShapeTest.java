package org.legim.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.legim.catalogue.ImageRecord;
import org.legim.catalogue.Revision;
import org.legim.config.GeoPoint;
import org.legim.latency.Choice;
import org.legim.latency.Standing;
import org.legim.route.Explanation;
import org.legim.tree.NodeState;
import org.legim.tree.Role;
import org.legim.tree.TreeNode;
import org.legim.web.FakeUri;
import org.legim.web.SampleRecords;

/** The JSON of the API, member by member, as the JSON-B of Payara Micro writes it. */
class JsonShapeTest {

  private static final String HASH = SampleRecords.HASH.hex();
  private static final ApiUrls URLS =
      new ApiUrls(FakeUri.below("https://images.example/legim/api/"), Optional.empty());

  private final Jsonb json = JsonbBuilder.create();

  @Test
  void ofAnImage() {
    assertThat(json.toJson(ImageJson.of(SampleRecords.image("Ảnh.png", "image/png"), URLS)))
        .isEqualTo(
            "{\"id\":\"a\",\"name\":\"Ảnh.png\",\"type\":\"image/png\",\"bytes\":10,\"width\":33,"
                + "\"height\":21,\"sha256\":\""
                + HASH
                + "\",\"created\":\"2026-11-23T10:00:00.250Z\","
                + "\"url\":\"https://images.example/legim/api/images/a\"}");
  }

  @Test
  void ofAnImageWithoutASizeHasNone() {
    ImageRecord svg =
        new ImageRecord(
            "~.-_",
            new Revision(1, 1),
            "",
            "image/svg+xml",
            10,
            Optional.empty(),
            SampleRecords.HASH,
            Instant.EPOCH,
            Instant.EPOCH);

    assertThat(json.toJson(ImageJson.of(svg, URLS)))
        .doesNotContain("width", "height")
        .contains("\"name\":\"\"", "/api/images/~.-_\"");
  }

  @Test
  void ofAnImageAndItsHolders() {
    ImageJson image = ImageJson.of(SampleRecords.image("", "image/png"), URLS);
    HolderJson holder = new HolderJson("hanoi", "id-1", List.of("hanoi"));

    assertThat(json.toJson(ImageInfoJson.of(image, new ReplicasJson(2, 1), List.of(holder))))
        .endsWith(
            "\"replicas\":{\"wanted\":2,\"actual\":1},"
                + "\"holders\":[{\"node\":\"hanoi\",\"id\":\"id-1\",\"path\":[\"hanoi\"]}]}");
  }

  @Test
  void ofARoute() {
    Standing usa =
        new Standing(
            "id-1",
            4_000_000,
            1,
            8_000_000,
            false,
            42,
            OptionalDouble.of(1_234_567),
            OptionalDouble.empty(),
            OptionalDouble.empty());
    RouteHolderJson holder = RouteHolderJson.of("usa", "online", usa);
    Choice choice = new Choice(List.of("id-1"), Choice.Reason.ONLY_ONE);
    RouteJson route =
        RouteJson.of("a", "hanoi", new Explanation(false, choice, List.of(usa)), List.of(holder));

    assertThat(json.toJson(route))
        .isEqualTo(
            "{\"id\":\"a\",\"from\":\"usa\","
                + "\"why\":\"usa is the only holder that can be reached.\","
                + "\"holders\":[{\"node\":\"usa\",\"id\":\"id-1\",\"state\":\"online\","
                + "\"expectedMs\":4.0,\"inFlight\":1,\"costMs\":8.0,\"failed\":false,"
                + "\"reads\":42,\"measuredMsAgo\":1.235}]}");
  }

  @Test
  void ofPages() {
    assertThat(json.toJson(new ImagePageJson(List.of(), "b")))
        .isEqualTo("{\"images\":[],\"next\":\"b\"}");
    assertThat(json.toJson(new ImagePageJson(List.of(), null))).isEqualTo("{\"images\":[]}");
  }

  @Test
  void ofUploads() {
    assertThat(json.toJson(new UploadsJson(List.of(), List.of(Map.of("status", 400)))))
        .isEqualTo("{\"images\":[],\"problems\":[{\"status\":400}]}");
  }

  @Test
  void ofANode() {
    TreeNode node =
        new TreeNode(
            "id-1",
            "hanoi",
            Role.GATEWAY,
            NodeState.ONLINE,
            URI.create("http://10.0.0.6:8080/legim"),
            Optional.of(new GeoPoint(21.03, 105.85)),
            2,
            300,
            700,
            0,
            0,
            List.of());

    assertThat(json.toJson(TreeNodeJson.of(node)))
        .isEqualTo(
            "{\"id\":\"id-1\",\"name\":\"hanoi\",\"role\":\"gateway\",\"state\":\"online\","
                + "\"address\":\"http://10.0.0.6:8080/legim\","
                + "\"location\":{\"latitude\":21.03,\"longitude\":105.85},\"images\":2,"
                + "\"bytesUsed\":300,\"bytesFree\":700,\"latencyMs\":0.0,\"children\":[]}");
  }
}

package org.legim.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import org.junit.jupiter.api.Test;

class TreeTableTest {
  private static final String TREE =
      """
      {"id": "g1", "name": "gateway", "role": "gateway", "state": "recovering",
       "address": "http://10.0.0.6:3333/legim", "location": {"latitude": 50.1, "longitude": 8.7},
       "images": 48, "bytesUsed": 3141592, "bytesFree": 1200000000000, "latencyMs": 0.0,
       "children": [
         {"id": "u1", "name": "usa", "role": "cluster", "state": "online",
          "address": "http://10.0.0.7:8080/legim",
          "images": 0, "bytesUsed": 0, "bytesFree": 95000000000, "latencyMs": 1.5,
          "children": [
            {"id": "s1", "name": "san-francisco", "role": "leaf", "state": "online",
             "address": "http://10.0.0.8:8080/legim",
             "images": 123456, "bytesUsed": 9876543210, "bytesFree": 999999, "children": []},
            {"id": "f1", "name": "florida", "role": "leaf", "state": "lost",
             "address": "http://10.0.0.9:8080/legim",
             "images": 7, "bytesUsed": 999, "bytesFree": 1000, "children": []}]},
         {"id": "v1", "name": "vietnam", "role": "cluster", "state": "online",
          "address": "http://10.0.1.7:8080/legim",
          "images": 1, "bytesUsed": 20480, "bytesFree": 5, "children": [
            {"id": "h1", "name": "h\\u1ea3i-ph\\u00f2ng", "role": "leaf", "state": "pending",
             "address": "http://10.0.1.8:8080/legim", "children": []}]}]}
      """;

  private static NodeView read(String json) {
    return Json.node(Json.object(json).orElseThrow());
  }

  @Test
  void drawsTheTree() {
    assertThat(TreeTable.lines(read(TREE)))
        .containsExactly(
            "NAME                 ROLE     STATE       IMAGES    USED    FREE  ADDRESS",
            "gateway              gateway  recovering      48  3.1 MB  1.2 TB  http://10.0.0.6:3333/legim",
            "├─ usa               cluster  online           0     0 B   95 GB  http://10.0.0.7:8080/legim",
            "│  ├─ san-francisco  leaf     online      123456  9.9 GB  1.0 MB  http://10.0.0.8:8080/legim",
            "│  └─ florida        leaf     lost             7   999 B  1.0 kB  http://10.0.0.9:8080/legim",
            "└─ vietnam           cluster  online           1   20 kB     5 B  http://10.0.1.7:8080/legim",
            "   └─ hải-phòng      leaf     pending          -       -       -  http://10.0.1.8:8080/legim");
  }

  @Test
  void saysWhichNodesHaveSetDamagedFilesAside() {
    String damaged = TREE.replace("\"images\": 7,", "\"images\": 7, \"damaged\": 2,");

    assertThat(TreeTable.lines(read(damaged)))
        .element(0, STRING)
        .endsWith("FREE  DAMAGED  ADDRESS");
    assertThat(TreeTable.lines(read(damaged)))
        .element(3, STRING)
        .contains(" -  http://10.0.0.8:8080/legim");
    assertThat(TreeTable.lines(read(damaged)))
        .element(4, STRING)
        .contains(" 2  http://10.0.0.9:8080/legim");
  }

  @Test
  void drawsANodeAloneInOneLine() {
    assertThat(TreeTable.lines(read("{\"name\": \"hanoi\", \"role\": \"gateway\"}")))
        .containsExactly(
            "NAME   ROLE     STATE  IMAGES  USED  FREE  ADDRESS", //
            "hanoi  gateway              0   0 B   0 B");
  }

  @Test
  void letsNoNameMoveTheCursor() {
    assertThat(TreeTable.lines(read("{\"name\": \"a\\u001b[2Jb\\nc\\u202ed\"}")).get(1))
        .startsWith("a?[2Jb c?d  ");
  }

  @Test
  void takesMembersOfAnotherTypeForNone() {
    assertThat(read("{\"name\": 1, \"images\": \"x\", \"children\": {}, \"state\": null}"))
        .isEqualTo(read("{}"));
  }
}

package org.legim.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.legim.config.NodeConfig;
import org.legim.config.Settings;

class DemoPlanTest {
  private final DemoPlan plan = DemoPlan.of(new AtomicInteger(4001)::getAndIncrement);

  @Test
  void isAGatewayWithTwoClustersAndFiveLeaves() {
    Map<String, String> parents =
        plan.nodes().stream()
            .collect(
                Collectors.toMap(
                    DemoNode::name, node -> node.parent().map(DemoNode::name).orElse("none")));

    assertThat(parents)
        .containsOnly(
            Map.entry("gateway", "none"),
            Map.entry("usa", "gateway"),
            Map.entry("vietnam", "gateway"),
            Map.entry("san-francisco", "usa"),
            Map.entry("chicago", "usa"),
            Map.entry("florida", "usa"),
            Map.entry("hanoi", "vietnam"),
            Map.entry("da-nang", "vietnam"));
    assertThat(plan.nodes()).extracting(DemoNode::port).doesNotHaveDuplicates();
  }

  @Test
  void startsParentsBeforeTheirChildren() {
    assertThat(plan.levels())
        .extracting(level -> level.stream().map(DemoNode::name).collect(Collectors.joining(" ")))
        .containsExactly("gateway", "usa vietnam", "san-francisco chicago florida hanoi da-nang");
  }

  @Test
  void tellsAGatewayItsPortAndWhatItIs() {
    assertThat(plan.gateway().yaml())
        .isEqualTo(
            """
            node:
              port: 4001
              name: gateway
              location: 50.11,8.68
              data: gateway

            on-stop: keep
            """);
  }

  @Test
  void tellsAChildItsParentTooAndNothingElse() {
    DemoNode leaf = plan.levels().get(2).get(4);

    assertThat(leaf.yaml())
        .isEqualTo(
            """
            node:
              port: 4008
              name: da-nang
              location: 16.07,108.22
              data: da-nang

            on-stop: keep

            parent:
              ip: 127.0.0.1
              port: 4003
            """);
  }

  @Test
  void writesFilesThatNodesTake(@TempDir Path folder) throws Exception {
    for (DemoNode node : plan.nodes()) {
      Path file = Files.writeString(folder.resolve(node.fileName()), node.yaml());

      NodeConfig config =
          NodeConfig.from(Settings.of(Optional.of(file), Map.of(), new Properties()));

      assertThat(config.name()).contains(node.name());
      assertThat(config.port()).isEqualTo(node.port());
      assertThat(config.location()).isPresent();
      assertThat(config.data().getFileName()).hasToString(node.name());
      assertThat(config.parent().map(parent -> parent.port()))
          .isEqualTo(node.parent().map(DemoNode::port));
    }
  }
}

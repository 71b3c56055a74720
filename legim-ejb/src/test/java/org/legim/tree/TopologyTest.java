package org.legim.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.legim.config.GeoPoint;
import org.legim.testing.SimDisk;

class TopologyTest {

  private static final Optional<GeoPoint> HANOI = Optional.of(new GeoPoint(21.03, 105.85));

  private final SimDisk disk = new SimDisk("id-1");
  private long free = 700;
  private Topology topology;

  @BeforeEach
  void start() {
    LocalNode self =
        new LocalNode(
            disk,
            "run",
            "hanoi",
            true,
            Optional.of("http://10.0.0.6:8080/legim"),
            8080,
            "/legim",
            HANOI,
            PublicSite.none(),
            disk::tally,
            () -> free,
            () -> 3,
            disk::holdings,
            Map.of());
    Surroundings alone =
        new Surroundings(
            Optional.empty(),
            url -> null,
            Runnable::run,
            Runnable::run,
            child -> {},
            node -> 7, // but not for itself
            disk,
            disk,
            () -> 0,
            new Random(1));
    Tree tree = new Tree(self, alone);
    tree.start();
    tree.tick();
    topology = tree.topology();
  }

  @Test
  void aNodeAloneIsTheGatewayWithWhatItHolds() {
    disk.hold(2, 300);

    assertThat(topology.root())
        .isEqualTo(
            new TreeNode(
                "id-1",
                "hanoi",
                Role.GATEWAY,
                NodeState.ONLINE,
                URI.create("http://10.0.0.6:8080/legim"),
                HANOI,
                2,
                300,
                700,
                3,
                0,
                List.of()));
    assertThat(NodeState.ONLINE.label()).isEqualTo("online");
    assertThat(topology.staying()).containsExactly(new StayingNode("id-1", 700, "id-1", HANOI));
    assertThat(topology.isRecovering()).isFalse();
    assertThat(topology.reachable(List.of("id-1"))).isEmpty();
    assertThat(topology.towards("id-1")).isEmpty();
  }

  @Test
  void findsANodeByItsIdOrItsName() {
    assertThat(topology.find("id-1")).contains(topology.root());
    assertThat(topology.find("hanoi")).contains(topology.root());
    assertThat(topology.find("saigon")).isEmpty();
    assertThat(topology.find("")).isEmpty();
  }

  @Test
  void tellsThePathToANode() {
    assertThat(topology.pathTo("id-1")).containsExactly("hanoi");
    assertThat(topology.pathTo("id-2")).containsExactly("id-2");
  }

  @Test
  void doesNotTellOfEverySmallChangeOfADiskThatOthersUse() {
    free = 1L << 40;
    assertThat(topology.root().bytesFree()).isEqualTo(1L << 40);

    free -= 1L << 30;
    assertThat(topology.root().bytesFree()).isEqualTo(1L << 40);
    disk.hold(1, 10);
    assertThat(topology.root().bytesFree()).isEqualTo(free);
    free = 1L << 39;
    assertThat(topology.root().bytesFree()).isEqualTo(free);
  }
}

package org.legim.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.image.WriteCondition.NONE;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.Room;
import org.legim.blob.Sha256;
import org.legim.catalogue.NewImage;
import org.legim.catalogue.SqliteCatalogue;
import org.legim.config.GeoPoint;

class TopologyTest {

  private static final URI ADDRESS = URI.create("http://10.0.0.6:8080/legim");
  private static final Optional<GeoPoint> HANOI = Optional.of(new GeoPoint(21.03, 105.85));

  @TempDir private Path folder;
  private SqliteCatalogue catalogue;
  private Topology topology;

  @BeforeEach
  void open() throws IOException {
    catalogue =
        SqliteCatalogue.open(folder.resolve("catalogue.db"), folder, "id-1", 1, Clock.systemUTC());
    Room room = new Room(folder, OptionalLong.of(1000), () -> catalogue.tally().bytes());
    topology = new Topology("id-1", "hanoi", ADDRESS, HANOI, catalogue, room);
  }

  @AfterEach
  void close() {
    catalogue.close();
  }

  @Test
  void aNodeAloneIsTheGatewayWithWhatItHolds() throws Exception {
    Sha256 hash = new Sha256("0".repeat(64));
    NewImage image = new NewImage("", "image/gif", 300, Optional.empty(), hash);
    catalogue.put("a", image, NONE);
    catalogue.put("b", image, NONE);

    assertThat(topology.root())
        .isEqualTo(
            new TreeNode(
                "id-1",
                "hanoi",
                Role.GATEWAY,
                NodeState.ONLINE,
                ADDRESS,
                HANOI,
                2,
                300,
                700,
                0,
                List.of()));
    assertThat(NodeState.ONLINE.label()).isEqualTo("online");
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
    assertThat(topology.pathTo("hanoi")).isEmpty();
  }
}

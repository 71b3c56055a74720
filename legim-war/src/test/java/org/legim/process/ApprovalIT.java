package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.legim.testing.Api;
import org.legim.testing.Eventually;

/** Nodes that come from elsewhere, as their parent sees it, to a gateway that has a secret. */
@DisabledOnOs(OS.WINDOWS)
class ApprovalIT {

  private static final String SECRET = "secret: lotus";

  @TempDir private static Path temporary;

  private static String address;
  private static NodeFolder gateway;
  private static ProcessTree tree;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    address = OuterAddress.find();
    // Reached by its children at that address and, to be written to, on loopback.
    gateway =
        NodeFolder.create(temporary, "gateway", "replicas: 1", SECRET)
            .with("LEGIM_NODE_BIND", "0.0.0.0");
    tree = ProcessTree.start(gateway);
    api = tree.api();
  }

  @AfterAll
  static void stop() {
    if (tree != null) {
      tree.close();
    }
  }

  @Test
  void aNodeWithoutTheSecretServesOnceItIsApproved() throws Exception {
    NodeFolder stranger = launch("stranger");
    tree.awaitState(stranger, "pending");
    awaitSaid(stranger, "pending at the parent " + address, "./legim approve stranger");
    SentImage image = SentImage.post(api);
    assertThat(Holder.of(api, image.id())).extracting(Holder::id).containsExactly(gateway.id());
    assertThat(stranger.blobNames()).isEmpty();
    assertThat(tree.shown().state(stranger)).contains("pending");

    decide("approve", "stranger");

    tree.awaitOnline(stranger);
    tree.awaitPlaced(List.of(image));
    assertThat(Holder.of(api, image.id()))
        .containsExactly(new Holder("stranger", stranger.id(), List.of("gateway", "stranger")));
    image.assertReadable(api);

    tree.kill(stranger);
    tree.restart(stranger);
    image.assertReadableSoon(api);
    tree.kill(stranger);
  }

  @Test
  void aNodeThatIsRefusedStaysOut() throws Exception {
    NodeFolder intruder = launch("intruder");
    tree.awaitState(intruder, "pending");

    decide("refuse", "intruder");

    awaitSaid(intruder, "refused by the parent " + address);
    assertThat(tree.shown().state(intruder).orElse("absent")).isNotIn("online", "pending");
    tree.kill(intruder);
  }

  @Test
  void aNodeWithAnotherSecretIsToldSo() throws Exception {
    NodeFolder spy = launch("spy", "secret: cactus");

    awaitSaid(spy, "the secret of the child is not its parent's");
    Eventually.passes(
        () ->
            assertThat(tree.process(gateway).err().lines())
                .as("the gateway tells of %s or of %s", spy.id(), address)
                .anyMatch(
                    line ->
                        line.contains("secret")
                            && Stream.of("spy", spy.id(), address).anyMatch(line::contains)));
    assertThat(tree.shown().state(spy)).isEmpty();
    tree.kill(spy);
  }

  @Test
  void aNodeWithTheSecretIsInAtOnce() throws Exception {
    NodeFolder friend = launch("friend", SECRET);

    tree.awaitOnline(friend);

    assertThat(tree.process(friend).err()).doesNotContain("pending", "lotus");
    tree.kill(friend);
  }

  private static NodeFolder launch(String name, String... settings) {
    String lines = gateway.asParent(address) + "\n" + String.join("\n", settings);
    NodeFolder node = NodeFolder.create(temporary, name, lines).with("LEGIM_NODE_BIND", address);
    tree.launch(node);
    return node;
  }

  /** Has an operator decide at the gateway. */
  private static void decide(String verb, String name) {
    try (LegimProcess command =
        LegimProcess.launch(temporary, 0, verb, name, gateway.file().toString())) {
      assertThat(command.awaitExit()).as("%s", command.err()).isZero();
    }
  }

  private static void awaitSaid(NodeFolder node, String... texts) throws Exception {
    Eventually.passes(() -> assertThat(tree.process(node).err()).contains(texts));
  }
}

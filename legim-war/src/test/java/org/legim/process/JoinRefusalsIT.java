package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.legim.testing.Eventually;

/** Nodes that must not join: each is told why, and the tree stays as it is. */
@DisabledOnOs(OS.WINDOWS)
class JoinRefusalsIT {

  @TempDir private static Path temporary;

  private static NodeFolder gateway;
  private static NodeFolder member;
  private static ProcessTree tree;
  private static ShownTree before;

  @BeforeAll
  static void start() throws Exception {
    gateway = NodeFolder.create(temporary, "gateway");
    member = NodeFolder.create(temporary, "member", gateway.asParent());
    tree = ProcessTree.start(gateway, member);
    before = tree.shown();
  }

  @AfterAll
  static void stop() {
    if (tree != null) {
      tree.close();
    }
  }

  @AfterEach
  void theTreeIsAsItWas() {
    assertThat(tree.shown()).isEqualTo(before);
  }

  @Test
  void aNameThatAnotherHas() throws Exception {
    NodeFolder second =
        NodeFolder.create(temporary.resolve("second"), member.name(), gateway.asParent());

    assertRefused(second, "belongs to node " + member.id(), "node.name", "./legim forget member");
  }

  @Test
  void aCopyOfTheFolderOfANodeThatRuns() throws Exception {
    NodeFolder copy =
        NodeFolder.create(temporary.resolve("copy"), member.name(), gateway.asParent());
    copyData(member.data(), copy.data());
    JsonObject identity = copy.identity();
    // As if copied before the member's last start: both have been started as often.
    Files.writeString(
        copy.identityFile(),
        Json.createObjectBuilder(identity)
            .add("starts", identity.getInt("starts") - 1)
            .build()
            .toString());

    assertRefused(copy, "copy of the folder of member");
    assertThat(copy.identity().getInt("starts")).isEqualTo(member.identity().getInt("starts"));
  }

  @Test
  void aMemberOfAnotherTree() throws Exception {
    NodeFolder foreigner = NodeFolder.create(temporary, "foreigner", gateway.asParent());
    String other = UUID.randomUUID().toString();
    Files.createDirectories(foreigner.data());
    Files.writeString(
        foreigner.identityFile(),
        Json.createObjectBuilder()
            .add("id", UUID.randomUUID().toString())
            .add("tree", other)
            .add("epoch", 1)
            .add("starts", 1)
            .add("member", true)
            .build()
            .toString());

    assertRefused(foreigner, "another tree");
    assertThat(foreigner.identity().getString("tree")).isEqualTo(other);
  }

  @Test
  void aCircle() throws Exception {
    NodeFolder one = NodeFolder.create(temporary, "one");
    NodeFolder two = NodeFolder.create(temporary, "two", one.asParent());
    one.configure(two.asParent());
    tree.launch(one, two);

    Eventually.passes(
        () -> {
          assertThat(tree.process(one).err()).contains("circle: ");
          assertThat(tree.process(two).err()).contains("circle: ");
        });
    tree.kill(one, two);
  }

  /**
   * Starts a node and waits until both sides say why it stays out.
   *
   * @param reasons what the node says; the first of it the gateway says too
   */
  private static void assertRefused(NodeFolder node, String... reasons) throws Exception {
    tree.launch(node);
    Eventually.passes(
        () ->
            assertThat(tree.process(node).err())
                .contains("refused by the parent 127.0.0.1:" + gateway.port())
                .contains(reasons));
    Eventually.passes(() -> assertThat(tree.process(gateway).err()).contains(reasons[0]));
    tree.kill(node);
  }

  /** Without what belongs to the process alone. */
  private static void copyData(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(each -> !each.startsWith(from.resolve("server"))).toList()) {
        Path copy = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}

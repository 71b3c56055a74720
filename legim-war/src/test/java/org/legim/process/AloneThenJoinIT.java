package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.legim.testing.Api;
import org.legim.testing.Eventually;
import org.legim.testing.Images;

/** A node that was alone and brings its images into a tree. */
@DisabledOnOs(OS.WINDOWS)
class AloneThenJoinIT {

  @TempDir private Path temporary;

  @Test
  void aNodeBringsItsImagesWithoutMovingThem() throws Exception {
    NodeFolder gateway = NodeFolder.create(temporary, "gateway", "replicas: 1");
    NodeFolder hanoi = NodeFolder.create(temporary, "hanoi");
    try (ProcessTree tree = ProcessTree.start(gateway)) {
      tree.launch(hanoi);
      Api own = new Api(hanoi.port());
      Api api = tree.api();
      List<SentImage> brought = new ArrayList<>(SentImage.postSome(own, 20));
      brought.add(SentImage.put(own, "sunrise", Images.png()));
      // One id with the same bytes in both, other ids with the same bytes, one id with others.
      byte[] known = Images.png();
      byte[] knownElsewhere = Images.png();
      byte[] other = Images.png();
      SentImage.put(own, "same", known);
      SentImage.put(own, "mine", knownElsewhere);
      SentImage.put(own, "lake", other);
      List<SentImage> present =
          List.of(
              SentImage.put(api, "same", known),
              SentImage.put(api, "yours", knownElsewhere),
              SentImage.put(api, "lake", Images.png()));
      Map<Path, FileStamp> files = stamps(hanoi);
      assertThat(files).hasSize(24);

      assertThat(tree.stop(hanoi)).isZero();
      hanoi.configure(gateway.asParent());
      tree.restart(hanoi);

      List<SentImage> expected = new ArrayList<>(brought);
      expected.addAll(present);
      expected.add(new SentImage("mine", "", knownElsewhere));
      expected.add(new SentImage("lake~hanoi", "", other));
      Map<String, String> hashes =
          expected.stream().collect(Collectors.toMap(SentImage::id, SentImage::sha256));
      Eventually.passes(() -> assertThat(ImageList.hashes(api)).isEqualTo(hashes));
      for (SentImage image : expected) {
        image.assertReadableSoon(api);
        image.assertKnown(api);
      }
      for (SentImage image : brought) {
        assertThat(Holder.of(api, image.id()))
            .containsExactly(new Holder("hanoi", hanoi.id(), List.of("gateway", "hanoi")));
      }
      assertThat(tree.process(gateway).err().lines())
          .anyMatch(line -> line.contains("lake~hanoi") && line.contains("WARN"));

      tree.awaitPlaced(expected);
      assertThat(ImageList.hashes(api)).isEqualTo(hashes);
      assertThat(hanoi.blobNames()).isEqualTo(Set.copyOf(hashes.values()));
      assertThat(stamps(hanoi)).containsAllEntriesOf(files);

      tree.kill(hanoi);
      assertDoesNotBecomeAGateway(hanoi);
    }
  }

  /** It would be the second one of its tree. */
  private static void assertDoesNotBecomeAGateway(NodeFolder member) throws IOException {
    member.configure();
    try (LegimProcess process = member.launch()) {
      assertThat(process.awaitExit()).isNotZero();
      assertThat(process.out()).isEmpty();
      assertThat(process.complaints()).hasSize(1);
      assertThat(process.complaints().get(0)).contains("parent.ip", "member");
    }
  }

  /** By which a file is told from one that was written in its place. */
  private record FileStamp(Object inode, Object modified) {}

  private static Map<Path, FileStamp> stamps(NodeFolder node) throws IOException {
    Map<Path, FileStamp> stamps = new HashMap<>();
    for (Path file : node.blobs()) {
      Map<String, Object> attributes = Files.readAttributes(file, "unix:ino,lastModifiedTime");
      stamps.put(file, new FileStamp(attributes.get("ino"), attributes.get("lastModifiedTime")));
    }
    return stamps;
  }
}

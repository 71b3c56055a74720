package org.legim.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.legim.blob.Room;
import org.legim.config.ConfigKey;
import org.legim.config.NodeConfig;
import org.legim.tree.LocalNode;
import org.legim.tree.PublicSite;

/** Says who this node is, from its configuration and its disk. */
final class SelfDescription {

  /** Under which every server deploys Legim, unless {@code node.url} says otherwise. */
  private static final String PATH = "/legim";

  private SelfDescription() {}

  /** What a node tells of itself in this process. */
  static LocalNode of(NodeConfig config, Storage storage, String run, PublicSite site) {
    return new LocalNode(
        storage.identityStore(),
        run,
        config.name().orElseGet(() -> NodeName.ofThisMachine(config.port())),
        config.name().isPresent(),
        LocalNode.urlOf(config, PATH),
        config.port(),
        PATH,
        config.location(),
        site,
        storage.catalogue()::tally,
        () -> free(storage.room()),
        storage.scrubber()::damaged,
        storage.catalogue().holdings()::state,
        settings(config));
  }

  private static Map<String, String> settings(NodeConfig config) {
    return config.replicas().isPresent()
        ? Map.of(ConfigKey.REPLICAS.key(), String.valueOf(config.replicas().getAsInt()))
        : Map.of();
  }

  private static long free(Room room) {
    try {
      return room.free();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.legim.tree;

import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.legim.catalogue.HoldingState;
import org.legim.catalogue.Tally;
import org.legim.config.GeoPoint;
import org.legim.config.NodeConfig;

/**
 * What a node knows of itself.
 *
 * @param identity who it is
 * @param run random for each process
 * @param name its name, unless its tree gives it another
 * @param named whether an operator chose the name
 * @param url how others reach it, if it was told
 * @param port its port
 * @param path the path under which it is deployed, {@code /legim}; empty for the root
 * @param location where it stands, if it was told
 * @param site how users reach it
 * @param tally what it holds
 * @param bytesFree how many bytes of images it can take
 * @param damaged how many damaged files it has set aside
 * @param holdings where its log stands
 * @param settings what its operator set for the whole tree, by the names of the configuration;
 *     counts at the gateway only
 */
public record LocalNode(
    IdentityStore identity,
    String run,
    String name,
    boolean named,
    Optional<String> url,
    int port,
    String path,
    Optional<GeoPoint> location,
    PublicSite site,
    Supplier<Tally> tally,
    LongSupplier bytesFree,
    IntSupplier damaged,
    Supplier<HoldingState> holdings,
    Map<String, String> settings) {

  String id() {
    return identity.identity().id();
  }

  /** How others reach a node by its configuration; empty where that follows from what they see. */
  public static Optional<String> urlOf(NodeConfig config, String path) {
    return config
        .url()
        .map(Object::toString)
        .or(() -> config.ip().map(ip -> Addresses.url(ip, config.port(), path)));
  }
}

package org.legim.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The checked configuration of one node; {@link ConfigKey} says what each part means.
 *
 * @param data absolute
 * @param url without a slash at its end
 * @param publicUrl without a slash at its end
 * @param capacity in bytes
 * @param replicas empty where the operator of this node did not say: then what the tree remembers
 *     holds
 * @param writeQuorum on how many nodes an upload is durable before it is answered
 * @param drainRate in bytes per second; empty for no limit
 * @param repairRate in bytes per second
 * @param maxUpload in bytes
 * @param cacheMemory in bytes
 */
public record NodeConfig(
    int port,
    Optional<String> name,
    Optional<String> ip,
    Optional<URI> url,
    String bind,
    Path data,
    Optional<GeoPoint> location,
    Optional<URI> publicUrl,
    OptionalLong capacity,
    Optional<ParentAddress> parent,
    Optional<String> secret,
    Optional<String> otherSecret,
    OptionalInt replicas,
    int writeQuorum,
    OnStop onStop,
    OptionalLong drainRate,
    Duration drainTimeout,
    Duration repairAfter,
    long repairRate,
    Duration scrubPeriod,
    long maxUpload,
    Optional<String> apiKey,
    Reads reads,
    long cacheMemory,
    Optional<String> cacheControl,
    Delivery delivery,
    PlaceConfig places) {

  /** Checks all settings; the exception carries every error, those of the file's form included. */
  public static NodeConfig from(Settings settings) throws ConfigException {
    return new NodeConfigReader(settings).read();
  }

  /** The secrets that a child may come with; the node's own comes first. */
  public List<String> secrets() {
    return Stream.of(secret, otherSecret).flatMap(Optional::stream).toList();
  }

  /** Everything but what is secret. */
  @Override
  public String toString() {
    return "NodeConfig[port=%d, name=%s, ip=%s, url=%s, bind=%s, data=%s, location=%s, "
            .formatted(port, shown(name), shown(ip), shown(url), bind, data, shown(location))
        + "public=%s, capacity=%s, parent=%s, secret=%s, otherSecret=%s, replicas=%s, "
            .formatted(
                shown(publicUrl),
                capacity.isPresent() ? capacity.getAsLong() : "none",
                shown(parent),
                hidden(secret),
                hidden(otherSecret),
                replicas.isPresent() ? replicas.getAsInt() : "none")
        + "writeQuorum=%d, onStop=%s, drainRate=%s, drainTimeout=%s, "
            .formatted(
                writeQuorum,
                onStop,
                drainRate.isPresent() ? drainRate.getAsLong() : "none",
                drainTimeout)
        + "repairAfter=%s, repairRate=%d, scrubPeriod=%s, maxUpload=%d, "
            .formatted(repairAfter, repairRate, scrubPeriod, maxUpload)
        + "apiKey=%s, reads=%s, cacheMemory=%d, cacheControl=%s, "
            .formatted(hidden(apiKey), reads, cacheMemory, shown(cacheControl))
        + "delivery=%s, places=%s]".formatted(delivery, places);
  }

  private static String shown(Optional<?> value) {
    return value.map(Object::toString).orElse("none");
  }

  private static String hidden(Optional<String> value) {
    return value.isPresent() ? "<hidden>" : "none";
  }
}

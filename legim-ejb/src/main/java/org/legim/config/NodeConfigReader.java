package org.legim.config;

import static org.legim.config.ConfigKey.API_KEY;
import static org.legim.config.ConfigKey.CACHE_CONTROL;
import static org.legim.config.ConfigKey.CACHE_MEMORY;
import static org.legim.config.ConfigKey.DELIVERY;
import static org.legim.config.ConfigKey.DRAIN_RATE;
import static org.legim.config.ConfigKey.DRAIN_TIMEOUT;
import static org.legim.config.ConfigKey.GEO_DATABASE;
import static org.legim.config.ConfigKey.GEO_HEADER;
import static org.legim.config.ConfigKey.GEO_NETWORKS;
import static org.legim.config.ConfigKey.MAX_UPLOAD;
import static org.legim.config.ConfigKey.NODE_BIND;
import static org.legim.config.ConfigKey.NODE_CAPACITY;
import static org.legim.config.ConfigKey.NODE_DATA;
import static org.legim.config.ConfigKey.NODE_IP;
import static org.legim.config.ConfigKey.NODE_LOCATION;
import static org.legim.config.ConfigKey.NODE_NAME;
import static org.legim.config.ConfigKey.NODE_PORT;
import static org.legim.config.ConfigKey.NODE_PUBLIC;
import static org.legim.config.ConfigKey.NODE_URL;
import static org.legim.config.ConfigKey.ON_STOP;
import static org.legim.config.ConfigKey.OTHER_SECRET;
import static org.legim.config.ConfigKey.PARENT_IP;
import static org.legim.config.ConfigKey.PARENT_PATH;
import static org.legim.config.ConfigKey.PARENT_PORT;
import static org.legim.config.ConfigKey.PARENT_TLS;
import static org.legim.config.ConfigKey.READS;
import static org.legim.config.ConfigKey.REPAIR_AFTER;
import static org.legim.config.ConfigKey.REPAIR_RATE;
import static org.legim.config.ConfigKey.REPLICAS;
import static org.legim.config.ConfigKey.SCRUB_PERIOD;
import static org.legim.config.ConfigKey.SECRET;
import static org.legim.config.ConfigKey.TRUSTED_PROXIES;
import static org.legim.config.ConfigKey.WRITE_QUORUM;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads all settings before it complains about any. */
final class NodeConfigReader {
  private final Settings settings;
  private final List<ConfigError> errors;

  NodeConfigReader(Settings settings) {
    this.settings = settings;
    this.errors = new ArrayList<>(settings.errors());
  }

  NodeConfig read() throws ConfigException {
    int port = required(NODE_PORT, ValueParsers::port);
    Path data = optional(NODE_DATA, ValueParsers::folder).orElse(Path.of("legim-data", "" + port));
    NodeConfig config =
        new NodeConfig(
            port,
            optional(NODE_NAME, ValueParsers::name),
            optional(NODE_IP, HostName::parse),
            optional(NODE_URL, WebUrl::parse),
            required(NODE_BIND, HostName::parse),
            data.toAbsolutePath().normalize(),
            optional(NODE_LOCATION, GeoPoint::parse),
            optional(NODE_PUBLIC, WebUrl::parse),
            optional(NODE_CAPACITY, ByteSize::parse)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty()),
            parent(),
            optional(SECRET, ValueParsers::secret),
            optional(OTHER_SECRET, ValueParsers::secret),
            optional(REPLICAS, ValueParsers::copies)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty()),
            required(WRITE_QUORUM, ValueParsers::copies),
            required(ON_STOP, text -> ValueParsers.oneOf(OnStop.class, text)),
            optional(DRAIN_RATE, ByteSize::parse)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty()),
            required(DRAIN_TIMEOUT, ValueParsers::duration),
            required(REPAIR_AFTER, ValueParsers::duration),
            required(REPAIR_RATE, ByteSize::parse),
            required(SCRUB_PERIOD, ValueParsers::duration),
            required(MAX_UPLOAD, ByteSize::parse),
            optional(API_KEY, ValueParsers::apiKey),
            required(READS, text -> ValueParsers.oneOf(Reads.class, text)),
            required(CACHE_MEMORY, ByteSize::parse),
            optional(CACHE_CONTROL, ValueParsers::headerValue),
            required(DELIVERY, text -> ValueParsers.oneOf(Delivery.class, text)),
            places());
    if (!errors.isEmpty()) {
      throw new ConfigException(errors);
    }
    return config;
  }

  private PlaceConfig places() {
    return new PlaceConfig(
        optional(TRUSTED_PROXIES, ValueParsers::networks).orElse(List.of()),
        optional(GEO_HEADER, ValueParsers::headerName),
        optional(GEO_NETWORKS, ValueParsers::places).orElse(Map.of()),
        optional(GEO_DATABASE, ValueParsers::folder).map(Path::toAbsolutePath));
  }

  private Optional<ParentAddress> parent() {
    Optional<String> ip = optional(PARENT_IP, HostName::parse);
    Optional<Integer> port = optional(PARENT_PORT, ValueParsers::port);
    String path = required(PARENT_PATH, ValueParsers::urlPath);
    boolean tls = required(PARENT_TLS, ValueParsers::trueOrFalse);
    List<Setting> written =
        Stream.of(PARENT_IP, PARENT_PORT, PARENT_PATH, PARENT_TLS)
            .flatMap(key -> settings.get(key).stream())
            .toList();
    if (!written.isEmpty()) {
      Stream.of(PARENT_IP, PARENT_PORT)
          .filter(key -> settings.get(key).isEmpty())
          .forEach(key -> missing(key, written.get(0)));
    }
    return ip.flatMap(host -> port.map(number -> new ParentAddress(host, number, path, tls)));
  }

  private void missing(ConfigKey key, Setting beside) {
    String problem = "is missing beside " + beside.key().key();
    errors.add(new ConfigError(beside.origin(), key.key(), problem, key.expected()));
  }

  private <T> Optional<T> optional(ConfigKey key, Function<String, T> parser) {
    return settings.get(key).flatMap(setting -> parse(setting, parser));
  }

  /** For keys whose default is a value: that stands in for a wrong one until all are read. */
  private <T> T required(ConfigKey key, Function<String, T> parser) {
    return optional(key, parser).orElseGet(() -> parser.apply(key.defaultValue()));
  }

  private <T> Optional<T> parse(Setting setting, Function<String, T> parser) {
    String text = setting.key().secret() ? setting.value() : setting.value().strip();
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException e) {
      errors.add(ConfigError.ofValue(setting, e.getMessage()));
      return Optional.empty();
    }
  }
}

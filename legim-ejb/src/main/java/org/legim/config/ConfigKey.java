package org.legim.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every setting of a node: the one list behind reading, error messages, {@code --help} and the
 * README's table.
 */
public enum ConfigKey {
  NODE_PORT(
      "node.port",
      "8080",
      "port",
      "a whole number from 1 to 65535",
      "TCP port of the node; on a server that Legim did not start, the port it is reached at."),
  NODE_NAME(
      "node.name",
      "the machine's name, with the port unless that is 8080",
      "text",
      "1 to 32 of the characters A-Za-z0-9._~- other than a lone . or ..",
      "Name of the node, unique in its tree."),
  NODE_IP(
      "node.ip",
      "what the parent sees",
      "address",
      "an IP address or a host name",
      "Address at which other nodes reach this one."),
  NODE_URL(
      "node.url",
      "from node.ip and node.port",
      "URL",
      "an http or https URL with a host and without user, query and fragment",
      "Base URL at which other nodes reach this one, its path included; wins over node.ip."),
  NODE_BIND(
      "node.bind",
      "0.0.0.0",
      "address",
      "an IP address or a host name of this machine",
      "Address on which the node listens; 0.0.0.0 is every interface."),
  NODE_DATA(
      "node.data",
      "./legim-data/<node.port>",
      "path",
      "the path of a folder on a local disk",
      "Folder of everything the node keeps; a relative path starts at the working directory of the"
          + " process, never at the file that names it."),
  NODE_LOCATION(
      "node.location",
      "none",
      "degrees",
      "latitude,longitude: -90 to 90, a comma, -180 to 180",
      "Where the node stands, as in 21.03,105.85."),
  NODE_PUBLIC(
      "node.public",
      "none",
      "URL",
      "an http or https URL with a host and without user, query and fragment",
      "Base URL of this node that users may be sent to, its path included; see delivery."),
  NODE_CAPACITY(
      "node.capacity",
      "the whole disk",
      "bytes",
      "a size of at least one byte, as in 500000000, 500 GB or 1.5 TiB",
      "Most that the node's images may take up on its disk."),
  PARENT_IP(
      "parent.ip",
      "none: the node is a gateway",
      "address",
      "an IP address or a host name",
      "Address of the parent; goes with parent.port."),
  PARENT_PORT(
      "parent.port",
      "none: the node is a gateway",
      "port",
      "a whole number from 1 to 65535",
      "Port of the parent; goes with parent.ip."),
  PARENT_PATH(
      "parent.path",
      "/legim",
      "path",
      "/ or a URL path that begins with / and does not end with one",
      "Path under which the parent is deployed."),
  PARENT_TLS("parent.tls", "false", "true or false", "true or false", "Reach the parent by https."),
  SECRET(
      "secret",
      "none",
      "text",
      "text of at least one character without control characters",
      "Shared by all nodes of a tree: who has it joins without being approved."),
  OTHER_SECRET(
      "other-secret",
      "none",
      "text",
      "text of at least one character without control characters",
      "A second secret that children may come with, while the nodes of a tree are given a new one."),
  REPLICAS(
      "replicas",
      "2",
      "copies",
      "a whole number of at least 1",
      "On how many nodes an image is kept, where there are as many; the gateway's counts, and the"
          + " tree remembers it."),
  WRITE_QUORUM(
      "write-quorum",
      "1",
      "copies",
      "a whole number of at least 1",
      "On how many nodes, the gateway among them, an image must be durable before its upload is"
          + " answered; the gateway's counts."),
  ON_STOP(
      "on-stop",
      "drain",
      "drain or keep",
      "drain or keep",
      "On a stop, move the node's images to where they stay served, or leave them where they are."),
  DRAIN_RATE(
      "drain.rate",
      "none: as fast as it goes",
      "bytes per second",
      "a size of at least one byte, as in 5000000, 5 MB or 8 MiB",
      "Most that a node which leaves sends to others in a second."),
  DRAIN_TIMEOUT(
      "drain.timeout",
      "PT10M",
      "duration",
      "a time of at least one second, as in 90 s, 10 m, 2 h or PT10M",
      "How long a stop waits while nothing can be moved; then the node keeps what is left."),
  REPAIR_AFTER(
      "repair.after",
      "PT10M",
      "duration",
      "a time of at least one second, as in 90 s, 10 m, 2 h or PT10M",
      "How long a node may be lost before what it holds is copied anew; the gateway's counts."),
  REPAIR_RATE(
      "repair.rate",
      "20 MB",
      "bytes per second",
      "a size of at least one byte, as in 5000000, 5 MB or 8 MiB",
      "Most that all nodes together send in a second to make up for lost copies; the gateway's"
          + " counts."),
  SCRUB_PERIOD(
      "scrub.period",
      "P30D",
      "duration",
      "a time of at least one second, as in 12 h, 30 d or P30D",
      "In what time the node reads all of its images once, to find damage of its disk."),
  MAX_UPLOAD(
      "max-upload",
      "100 MB",
      "bytes",
      "a size of at least one byte, as in 100000000, 100 MB or 95 MiB",
      "Largest image that is accepted."),
  API_KEY(
      "api-key",
      "none: only this machine may write",
      "text",
      "visible ASCII characters without spaces",
      "Key of the administrator; without it only clients on this machine may write."),
  READS(
      "reads",
      "public",
      "public or private",
      "public or private",
      "Whether reading needs a key too."),
  CACHE_MEMORY(
      "cache.memory",
      "32 MB",
      "bytes",
      "a size of at least one byte, as in 32000000, 32 MB or 1 GiB",
      "Memory for small images that are read often; of the Java heap."),
  CACHE_CONTROL(
      "cache-control",
      "public, no-cache; private, no-cache where reads are private",
      "header",
      "ASCII text, as in: public, max-age=3600",
      "Cache-Control header of images, RFC 9111 section 5.2."),
  DELIVERY(
      "delivery",
      "auto",
      "auto, proxy or redirect",
      "auto, proxy or redirect",
      "Whether users get images through the gateway, or are sent to a node with a node.public:"
          + " auto does so where that node is known to be nearer to them; the gateway's counts."),
  TRUSTED_PROXIES(
      "trusted-proxies",
      "none",
      "list of networks",
      "addresses or networks, as in 10.0.0.0/8, 2001:db8::/32",
      "Proxies in front of the gateway: only they are believed about where a request comes from, by"
          + " Forwarded, X-Forwarded-For or geo.header."),
  GEO_HEADER(
      "geo.header",
      "none",
      "header",
      "the name of a header",
      "Header in which a trusted proxy says where the user is: latitude,longitude."),
  GEO_NETWORKS(
      "geo.networks",
      "none",
      "table of places",
      "networks and where they are, as in 10.1.0.0/16=47.6,-122.3; 10.2.0.0/16=39.9,116.4",
      "Where the users of networks are; the smallest network that has the user's address counts,"
          + " and before geo.database."),
  GEO_DATABASE(
      "geo.database",
      "none",
      "path",
      "the path of a file",
      "MaxMind database (.mmdb) with location.latitude and location.longitude, by which the"
          + " gateway finds out where a user is.");

  private final String key;
  private final String defaultValue;
  private final String unit;
  private final String expected;
  private final String meaning;

  ConfigKey(String key, String defaultValue, String unit, String expected, String meaning) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.unit = unit;
    this.expected = expected;
    this.meaning = meaning;
  }

  /** The name in the file, YAML levels joined by dots. */
  public String key() {
    return key;
  }

  /** What holds without a setting: the value itself, or words where it depends. */
  public String defaultValue() {
    return defaultValue;
  }

  /** Unit or kind of the value, for the table. */
  public String unit() {
    return unit;
  }

  /** What would be right, completing "expected …" in an error. */
  public String expected() {
    return expected;
  }

  /** One sentence for operators. */
  public String meaning() {
    return meaning;
  }

  /** Whether the value must never be shown. */
  public boolean secret() {
    return this == SECRET || this == OTHER_SECRET || this == API_KEY;
  }

  /** Whether YAML may have a list of values here; as text they are separated by commas. */
  boolean isList() {
    return this == TRUSTED_PROXIES;
  }

  /** Whether YAML may have a table here; as text its rows {@code a=b} are separated by semicola. */
  boolean isTable() {
    return this == GEO_NETWORKS;
  }

  /** The system property and MicroProfile Config name, {@code legim.node.port}. */
  public String property() {
    return "legim." + key;
  }

  /** The environment variable, {@code LEGIM_NODE_PORT}, by the mapping of MicroProfile Config. */
  public String environment() {
    return property().replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** Finds a key by its name in the file. */
  public static Optional<ConfigKey> of(String key) {
    return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
  }

  /** Whether {@code name} is a level above keys, such as {@code node}. */
  static boolean isGroup(String name) {
    return Arrays.stream(values()).anyMatch(each -> each.key.startsWith(name + "."));
  }
}

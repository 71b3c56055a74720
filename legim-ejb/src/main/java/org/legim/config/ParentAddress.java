package org.legim.config;

/**
 * Where a node's parent is reached.
 *
 * @param ip IP address or host name, without brackets
 * @param port TCP port
 * @param path path of its deployment without a slash at the end, {@code /legim}; empty for the root
 * @param tls whether by https
 */
public record ParentAddress(String ip, int port, String path, boolean tls) {

  /** {@code HOST:PORT}, as in a URL. */
  public String hostAndPort() {
    return HostName.inUrl(ip) + ":" + port;
  }

  /** The URL of its deployment. */
  public String url() {
    return (tls ? "https://" : "http://") + hostAndPort() + path;
  }
}

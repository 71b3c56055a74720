package org.legim.link;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The calls of a parent to its children, by HTTP. Thread-safe. */
public final class ChildClient implements Closeable {

  private static final Logger LOG = Logger.getLogger(ChildClient.class.getName());
  private static final int MOST_CLIENTS = 256;

  private final LinkTimeouts timeouts;

  /** The one that was used longest ago first. */
  private final Map<String, SignedCalls> clients = new LinkedHashMap<>(16, 0.75f, true);

  /** Calls no child yet. */
  public ChildClient(LinkTimeouts timeouts) {
    this.timeouts = timeouts;
  }

  /**
   * Looks whether a child can be reached.
   *
   * @param address the URL at which the child is deployed, without a slash at the end
   * @param session the child's own
   * @param own the id of this node
   * @return the id of the node that answered
   */
  public String ping(String address, Session session, String own) throws LinkException {
    return client(address).signed(session, api -> api.ping(new Ping(own))).node();
  }

  /**
   * Sends a child elsewhere, or has it stop, as this node stops.
   *
   * @param address the URL at which the child is deployed, without a slash at the end
   * @param session the child's own
   * @return the id of the node that answered
   */
  public String stop(String address, Session session, StopOrder order) throws LinkException {
    return client(address).signed(session, api -> api.stop(order)).node();
  }

  private SignedCalls client(String address) throws LinkException {
    synchronized (clients) {
      SignedCalls client = clients.get(address);
      if (client == null) {
        client = built(address);
        clients.put(address, client);
        if (clients.size() > MOST_CLIENTS) {
          forget(clients.keySet().iterator().next());
        }
      }
      return client;
    }
  }

  private SignedCalls built(String address) throws LinkException {
    try {
      return new SignedCalls(URI.create(address), timeouts);
    } catch (RuntimeException e) {
      throw new LinkException(
          LinkException.Kind.FAILED, "the address of a child cannot be used: " + address, e);
    }
  }

  /** The child is gone from the address. */
  public void forget(String address) {
    synchronized (clients) {
      SignedCalls client = clients.remove(address);
      if (client != null) {
        closeQuietly(client);
      }
    }
  }

  @Override
  public void close() {
    synchronized (clients) {
      clients.values().forEach(ChildClient::closeQuietly);
      clients.clear();
    }
  }

  private static void closeQuietly(SignedCalls client) {
    try {
      client.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "a client could not be closed", e);
    }
  }
}

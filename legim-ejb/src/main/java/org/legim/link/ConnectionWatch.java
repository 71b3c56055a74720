package org.legim.link;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Notices at once that the process of a neighbour is gone: a connection to each is kept on which
 * nothing is said, and the kernel of the other side ends it with the process. Thread-safe.
 *
 * <p>An end alone says little, as servers close what is idle: a neighbour is gone until it has
 * taken a new connection. One that is frozen, or cut off, is not noticed.
 */
public final class ConnectionWatch implements Closeable {

  private static final Logger LOG = Logger.getLogger(ConnectionWatch.class.getName());
  private static final long LOOK_MILLIS = 500;
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long CLOSE_MILLIS = 1_000;
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final Supplier<Map<String, URI>> neighbours;
  private final Selector selector;
  private final Thread thread;
  private final ByteBuffer unread = ByteBuffer.allocate(512);
  private final Map<String, Line> lines = new HashMap<>();
  private final Set<String> gone = ConcurrentHashMap.newKeySet();

  /**
   * Begins to watch.
   *
   * @param neighbours by their ids the base URLs of those to watch, asked twice a second
   * @throws IOException if the operating system has no selector for it
   */
  public ConnectionWatch(Supplier<Map<String, URI>> neighbours, ThreadFactory threads)
      throws IOException {
    this.neighbours = neighbours;
    this.selector = Selector.open();
    this.thread = threads.newThread(this::run);
    thread.start();
  }

  /** A connection to one neighbour, of the watch's thread alone. */
  private static final class Line {
    private final String node;
    private final URI url;
    private SocketChannel channel;
    private long since = System.nanoTime();

    Line(String node, URI url) {
      this.node = node;
      this.url = url;
    }

    InetSocketAddress address() {
      int usual = "https".equals(url.getScheme()) ? HTTPS : HTTP;
      return new InetSocketAddress(url.getHost(), url.getPort() < 0 ? usual : url.getPort());
    }

    boolean isYoung() {
      return System.nanoTime() - since < RETRY_NANOS;
    }
  }

  /** Whether a neighbour has ended its connection, and has taken no other since. */
  public boolean isGone(String node) {
    return gone.contains(node);
  }

  private void run() {
    try {
      while (true) {
        look(neighbours.get());
        selector.select(this::ready, LOOK_MILLIS);
      }
    } catch (ClosedSelectorException e) {
      LOG.log(Level.FINE, "nobody is watched any more", e);
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "neighbours that are gone are noticed late from now on", e);
    } finally {
      lines.values().forEach(ConnectionWatch::cut);
      gone.clear();
    }
  }

  private void look(Map<String, URI> wanted) {
    lines.values().removeIf(line -> !line.url.equals(wanted.get(line.node)) && end(line));
    wanted.forEach(
        (node, url) -> {
          Line known = lines.get(node);
          if (known == null) {
            connect(lines.computeIfAbsent(node, id -> new Line(id, url)));
          } else if (known.channel == null && !known.isYoung()) {
            connect(known);
          }
        });
  }

  private void ready(SelectionKey key) {
    Line line = (Line) key.attachment();
    try {
      if (key.isConnectable()) {
        line.channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        gone.remove(line.node);
      } else if (line.channel.read(unread.clear()) < 0) {
        ended(line);
      }
    } catch (IOException e) {
      LOG.log(Level.FINE, "the connection to " + line.url + " is gone", e);
      ended(line);
    }
  }

  private void connect(Line line) {
    line.since = System.nanoTime();
    try {
      line.channel = SocketChannel.open();
      line.channel.configureBlocking(false);
      boolean connected = line.channel.connect(line.address());
      int awaited = connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT;
      line.channel.register(selector, awaited, line);
      if (connected) {
        gone.remove(line.node);
      }
    } catch (IOException | UnresolvedAddressException e) {
      LOG.log(Level.FINE, "no connection to " + line.url, e);
      ended(line);
    }
  }

  // Who takes connections only to end them is asked once a second.
  private void ended(Line line) {
    gone.add(line.node);
    cut(line);
    if (!line.isYoung()) {
      connect(line);
    }
  }

  private boolean end(Line line) {
    cut(line);
    gone.remove(line.node);
    return true;
  }

  private static void cut(Line line) {
    if (line.channel == null) {
      return;
    }
    try {
      line.channel.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "the connection to " + line.url + " did not close", e);
    }
    line.channel = null;
  }

  @Override
  public void close() throws IOException {
    selector.close();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

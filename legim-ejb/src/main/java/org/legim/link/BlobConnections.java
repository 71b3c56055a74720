package org.legim.link;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.legim.link.LinkException.Kind;

/**
 * The connections of a node to all neighbours over which blobs go. Thread-safe.
 *
 * <p>Exchanges are run on leased connections directly, which is what HttpClient's minimal chain
 * does: so a stale connection is told from a broken one, and a stream can be cut.
 */
public final class BlobConnections implements Closeable {

  private static final Logger LOG = Logger.getLogger(BlobConnections.class.getName());

  static final int MOST_PER_NEIGHBOUR = 64;
  private static final int MOST = 4096;

  /** Servers keep idle connections for 30 s or more. */
  static final Duration IDLE = Duration.ofSeconds(20);

  private static final TimeValue CHECKED_AFTER = TimeValue.ofSeconds(1);

  private final LinkTimeouts timeouts;
  private final LongSupplier nanos;
  private final PoolingHttpClientConnectionManager pool;
  private final HttpRequestExecutor executor = new HttpRequestExecutor();
  private final HttpProcessor processor =
      HttpProcessorBuilder.create().addAll(new RequestContent(), new RequestTargetHost()).build();
  private final Set<Sending> sending = ConcurrentHashMap.newKeySet();

  /**
   * @param nanos a monotonic clock
   */
  public BlobConnections(LinkTimeouts timeouts, LongSupplier nanos) {
    this.timeouts = timeouts;
    this.nanos = nanos;
    this.pool =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnPerRoute(MOST_PER_NEIGHBOUR)
            .setMaxConnTotal(MOST)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(timeouts.connect()))
                    .setValidateAfterInactivity(CHECKED_AFTER)
                    .build())
            .build();
  }

  /** A request, signed anew for each attempt. */
  interface Request {
    /**
     * @param watch makes its body end if it gets stuck
     */
    ClassicHttpRequest make(Watch watch) throws LinkException;
  }

  /** Sees what is written of a body. */
  interface Watch {
    /** Runs until all is written; everything goes to the stream that it is given. */
    void over(OutputStream out, Body body) throws IOException;
  }

  /** Writes the body of a request. */
  interface Body {
    void to(Sending out) throws IOException;
  }

  /**
   * Sends a request, and waits for the head of the answer.
   *
   * @param wait for the answer's first byte
   */
  BlobExchange send(Neighbour neighbour, Request request, Duration wait) throws LinkException {
    return send(neighbour, request, wait, new Cancellation());
  }

  /** The same, unless it is cancelled before. */
  BlobExchange send(Neighbour neighbour, Request request, Duration wait, Cancellation cancellation)
      throws LinkException {
    ConnectionEndpoint endpoint = lease(neighbour);
    if (endpoint.isConnected()) {
      try {
        return exchange(neighbour, endpoint, request, wait, cancellation);
      } catch (LinkException | SocketTimeoutException e) {
        throw failure(neighbour, e);
      } catch (IOException e) {
        // The other side had closed it while it was idle. The blobs' names make repeating harmless.
        endpoint = fresh(lease(neighbour));
      }
    }
    try {
      return exchange(neighbour, endpoint, request, wait, cancellation);
    } catch (IOException e) {
      throw failure(neighbour, e);
    }
  }

  private BlobExchange exchange(
      Neighbour neighbour,
      ConnectionEndpoint endpoint,
      Request request,
      Duration wait,
      Cancellation cancellation)
      throws IOException {
    cancellation.cutBy(() -> endpoint.close(CloseMode.IMMEDIATE));
    try {
      return exchange(neighbour, endpoint, request, wait, cancellation::isCancelled);
    } catch (IOException | IllegalStateException e) {
      // A connection that is cut before it is used says so by an IllegalStateException.
      if (e instanceof LinkException || !cancellation.isCancelled()) {
        throw e;
      }
      throw neighbour.failure(Kind.UNREACHABLE, "its answer is not waited for any more", e);
    } finally {
      cancellation.over();
    }
  }

  private BlobExchange exchange(
      Neighbour neighbour,
      ConnectionEndpoint endpoint,
      Request request,
      Duration wait,
      BooleanSupplier cancelled)
      throws IOException {
    HttpClientContext context = HttpClientContext.create();
    boolean answered = false;
    try {
      if (!cancelled.getAsBoolean() && !endpoint.isConnected()) {
        pool.connect(endpoint, TimeValue.of(timeouts.connect()), context);
      }
      if (cancelled.getAsBoolean()) {
        throw new InterruptedIOException("cancelled");
      }
      endpoint.setSocketTimeout(Timeout.of(wait));
      ClassicHttpRequest made = request.make((out, body) -> watch(endpoint, out, body));
      executor.preProcess(made, processor, context);
      ClassicHttpResponse response =
          endpoint.execute(made.getPath(), made, executor::execute, context);
      endpoint.setSocketTimeout(Timeout.of(timeouts.progress()));
      boolean reusable = DefaultConnectionReuseStrategy.INSTANCE.keepAlive(made, response, context);
      answered = true;
      return new BlobExchange(neighbour, pool, endpoint, response, reusable);
    } catch (HttpException e) {
      throw neighbour.failed("the answer is not HTTP: " + e.getMessage(), e);
    } finally {
      if (!answered) {
        cut(endpoint);
      }
    }
  }

  private ConnectionEndpoint lease(Neighbour neighbour) throws LinkException {
    HttpHost host = HttpHost.create(neighbour.url());
    HttpRoute route = new HttpRoute(host, null, "https".equals(host.getSchemeName()));
    Timeout wait = Timeout.of(timeouts.connect());
    try {
      return pool.lease(host.toHostString(), route, wait, null).get(wait);
    } catch (TimeoutException e) {
      throw neighbour.failure(Kind.BUSY, "all connections are in use", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw neighbour.failure(Kind.FAILED, "interrupted while waiting for a connection", e);
    } catch (ExecutionException | IllegalStateException e) {
      throw neighbour.failure(Kind.FAILED, "no connection can be had: " + e.getMessage(), e);
    }
  }

  /** The same without what it may be connected to. */
  private static ConnectionEndpoint fresh(ConnectionEndpoint endpoint) {
    if (endpoint.isConnected()) {
      endpoint.close(CloseMode.IMMEDIATE);
    }
    return endpoint;
  }

  private void cut(ConnectionEndpoint endpoint) {
    endpoint.close(CloseMode.IMMEDIATE);
    pool.release(endpoint, null, null);
  }

  private static LinkException failure(Neighbour neighbour, IOException thrown) {
    return thrown instanceof LinkException known ? known : neighbour.unreachable(thrown);
  }

  private void watch(ConnectionEndpoint endpoint, OutputStream out, Body body) throws IOException {
    Sending watched = new Sending(endpoint, out, nanos);
    sending.add(watched);
    try {
      body.to(watched);
    } finally {
      sending.remove(watched);
    }
  }

  /**
   * Closes connections that nobody used for a while, and cuts those on which what is sent does not
   * get on: unlike a read, a write knows no timeout. To be called every few seconds.
   */
  public void tidy() {
    long now = nanos.getAsLong();
    for (Sending stuck : sending) {
      if (stuck.isOverdue(now, timeouts.progress().toNanos())) {
        stuck.cut();
      }
    }
    pool.closeIdle(TimeValue.of(IDLE));
  }

  /**
   * Sends some blobs to a neighbour that is played by this process, so that what a node needs to
   * send its own while the server stops has been used before. Nothing depends on how it ends.
   */
  public void warmUp() {
    try {
      Rehearsal.run(this, timeouts);
    } catch (IOException | RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "sending blobs could not be rehearsed: where only an undeployment stops this node, it may"
              + " be unable to send its images elsewhere",
          e);
    }
  }

  @Override
  public void close() {
    pool.close(CloseMode.IMMEDIATE);
  }
}

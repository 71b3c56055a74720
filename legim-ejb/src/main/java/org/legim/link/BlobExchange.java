package org.legim.link;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;

/** An answer on a connection, whose body is still to be read. */
final class BlobExchange {

  /** More than any problem has. */
  private static final int MOST_PROBLEM_BYTES = 64 << 10;

  private final Neighbour neighbour;
  private final PoolingHttpClientConnectionManager pool;
  private final ConnectionEndpoint endpoint;
  private final ClassicHttpResponse response;
  private final boolean reusable;
  private final AtomicBoolean over = new AtomicBoolean();

  BlobExchange(
      Neighbour neighbour,
      PoolingHttpClientConnectionManager pool,
      ConnectionEndpoint endpoint,
      ClassicHttpResponse response,
      boolean reusable) {
    this.neighbour = neighbour;
    this.pool = pool;
    this.endpoint = endpoint;
    this.response = response;
    this.reusable = reusable;
  }

  int status() {
    return response.getCode();
  }

  /** The value of a header field, or an empty text. */
  String header(String name) {
    Header header = response.getFirstHeader(name);
    return header == null ? "" : header.getValue();
  }

  /** How long the body is; -1 if the answer does not say. */
  long length() {
    HttpEntity entity = response.getEntity();
    return entity == null ? 0 : entity.getContentLength();
  }

  InputStream body() throws IOException {
    HttpEntity entity = response.getEntity();
    return entity == null ? InputStream.nullInputStream() : entity.getContent();
  }

  /** Reads what an answer says that is no success, and ends the exchange. */
  LinkException refusal() {
    try {
      return neighbour.refusal(status(), body().readNBytes(MOST_PROBLEM_BYTES));
    } catch (IOException e) {
      return neighbour.unreachable(e);
    } finally {
      end(false);
    }
  }

  /**
   * Gives the connection back; may be repeated.
   *
   * @param whole whether the body was read to its end; otherwise the connection is cut
   */
  void end(boolean whole) {
    if (!over.compareAndSet(false, true)) {
      return;
    }
    if (whole && reusable) {
      pool.release(endpoint, null, TimeValue.of(BlobConnections.IDLE));
    } else {
      endpoint.close(CloseMode.IMMEDIATE);
      pool.release(endpoint, null, null);
    }
  }
}

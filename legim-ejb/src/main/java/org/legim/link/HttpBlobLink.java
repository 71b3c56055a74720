package org.legim.link;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.legim.blob.Blob;
import org.legim.blob.Sha256;
import org.legim.link.LinkException.Kind;

/**
 * Blobs from and to one neighbour over HTTP. Thread-safe; there should be one object for a
 * neighbour, since it counts the requests in flight.
 */
public final class HttpBlobLink implements BlobLink {

  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int PARTIAL = 206;

  private final Neighbour neighbour;
  private final SignedRequests requests;
  private final BlobConnections connections;
  private final LinkTimeouts timeouts;
  private final Semaphore slots = new Semaphore(BlobConnections.MOST_PER_NEIGHBOUR);

  /**
   * @param url where the neighbour is deployed, without a slash at the end
   * @param session the present session with it, empty while there is none
   */
  public HttpBlobLink(
      URI url,
      Supplier<Optional<Session>> session,
      BlobConnections connections,
      LinkTimeouts timeouts) {
    this.neighbour = new Neighbour(url);
    this.requests = new SignedRequests(neighbour, session);
    this.connections = connections;
    this.timeouts = timeouts;
  }

  @Override
  public BlobStream open(String node, Sha256 hash, long from, long count) throws LinkException {
    return open(node, hash, from, count, new Cancellation());
  }

  @Override
  public BlobStream open(String node, Sha256 hash, long from, long count, Cancellation cancellation)
      throws LinkException {
    if (from < 0 || count == 0) {
      throw new IllegalArgumentException("no part of a blob: %d from %d".formatted(count, from));
    }
    String range = range(from, count);
    takeSlot();
    boolean opened = false;
    try {
      BlobExchange exchange =
          connections.send(
              neighbour, watch -> get(node, hash, range), timeouts.answer(), cancellation);
      BlobStream stream = stream(exchange, from, count);
      opened = true;
      return stream;
    } finally {
      if (!opened) {
        slots.release();
      }
    }
  }

  @Override
  public void put(String node, Blob blob, ImageEntry image) throws LinkException {
    takeSlot();
    try {
      BlobExchange exchange =
          connections.send(neighbour, watch -> put(node, blob, image, watch), timeouts.progress());
      if (exchange.status() != CREATED) {
        throw exchange.refusal();
      }
      exchange.end(exchange.length() == 0);
    } finally {
      slots.release();
    }
  }

  @Override
  public List<Receipt> send(String node, List<Parcel> parcels) throws LinkException {
    List<Parcel> whole = parcels.stream().filter(Parcel::isWhole).toList();
    Iterator<Receipt> sent =
        (whole.isEmpty() ? List.<Receipt>of() : sendAll(node, whole)).iterator();
    return parcels.stream().map(each -> each.isWhole() ? sent.next() : damaged(each)).toList();
  }

  private List<Receipt> sendAll(String node, List<Parcel> parcels) throws LinkException {
    BatchRequest batch = new BatchRequest(requests, node, parcels);
    takeSlot();
    try {
      return batch.receipts(connections.send(neighbour, batch, timeouts.progress()));
    } finally {
      slots.release();
    }
  }

  private static Receipt damaged(Parcel parcel) {
    return new Receipt(
        parcel.image().sha256(),
        ErrandOutcome.Result.DAMAGED,
        "the sender has %d bytes of it instead of %d"
            .formatted(parcel.blob().bytes(), parcel.image().bytes()));
  }

  private void takeSlot() throws LinkException {
    if (!slots.tryAcquire()) {
      throw neighbour.failure(
          Kind.BUSY, BlobConnections.MOST_PER_NEIGHBOUR + " requests are in flight to it", null);
    }
  }

  private BlobStream stream(BlobExchange exchange, long from, long count) throws LinkException {
    int status = exchange.status();
    if (status != OK && status != PARTIAL) {
      throw exchange.refusal();
    }
    long length = exchange.length();
    boolean begins =
        status == PARTIAL
            ? exchange.header("Content-Range").startsWith("bytes " + from + "-")
            : from == 0;
    if (!begins || length < 0 || count >= 0 && length != count) {
      exchange.end(false);
      throw neighbour.failed(
          "answered HTTP %d with %d bytes where %d from %d on were asked for"
              .formatted(status, length, count, from),
          null);
    }
    BlobBody body;
    try {
      body = new BlobBody(neighbour, exchange.body(), length);
    } catch (IOException e) {
      exchange.end(false);
      throw neighbour.unreachable(e);
    }
    AtomicBoolean open = new AtomicBoolean(true);
    return new BlobStream(
        body,
        length,
        () -> {
          if (open.compareAndSet(true, false)) {
            exchange.end(body.isWhole());
            slots.release();
          }
        });
  }

  private ClassicHttpRequest get(String node, Sha256 hash, String range) throws LinkException {
    ClassicHttpRequest request = requests.make(requests.current(), "GET", path(node, hash), range);
    if (!range.isEmpty()) {
      request.setHeader("Range", range);
    }
    return request;
  }

  private ClassicHttpRequest put(
      String node, Blob blob, ImageEntry image, BlobConnections.Watch watch) throws LinkException {
    String record = ImageHeader.write(image);
    ClassicHttpRequest request =
        requests.make(requests.current(), "PUT", path(node, blob.hash()), record);
    request.setHeader(LinkHeaders.IMAGE, record);
    RequestBody.attach(request, blob.bytes(), watch, out -> RequestBody.copy(blob, out));
    return request;
  }

  private static String path(String node, Sha256 hash) {
    return "/link/blobs/" + hash + "?node=" + URLEncoder.encode(node, StandardCharsets.UTF_8);
  }

  private static String range(long from, long count) {
    if (count < 0) {
      return from == 0 ? "" : "bytes=" + from + "-";
    }
    return "bytes=" + from + "-" + (from + count - 1);
  }
}

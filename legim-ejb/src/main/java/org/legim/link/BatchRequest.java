package org.legim.link;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpRequest;

/** A request with many blobs, and what is answered to it. Used by one thread, once. */
final class BatchRequest implements BlobConnections.Request {

  private static final int OK = 200;

  private final SignedRequests requests;
  private final String path;
  private final List<Parcel> parcels;
  private final Manifest manifest;
  private Session in;
  private ClassicHttpRequest last;

  /**
   * @param node the id of the node that shall hold the blobs
   * @throws LinkException of kind REFUSED if these are more than one request may bring
   */
  BatchRequest(SignedRequests requests, String node, List<Parcel> parcels) throws LinkException {
    this.requests = requests;
    this.path = "/link/batches?node=" + URLEncoder.encode(node, StandardCharsets.UTF_8);
    this.parcels = parcels;
    this.manifest = Manifest.of(parcels.stream().map(Parcel::image).toList());
  }

  @Override
  public ClassicHttpRequest make(BlobConnections.Watch watch) throws LinkException {
    String header = manifest.header();
    in = requests.current();
    last = requests.make(in, "POST", path, header);
    last.setHeader(LinkHeaders.MANIFEST, header);
    RequestBody.attach(last, manifest.bodyBytes(), watch, this::write);
    return last;
  }

  private void write(Sending out) throws IOException {
    manifest.writeTo(out);
    for (Parcel parcel : parcels) {
      RequestBody.copy(parcel.blob(), out);
    }
  }

  /** Reads the answer, and ends the exchange. */
  List<Receipt> receipts(BlobExchange exchange) throws LinkException {
    if (exchange.status() != OK) {
      throw exchange.refusal();
    }
    Neighbour neighbour = requests.neighbour();
    byte[] body = body(exchange);
    if (!isSigned(exchange, body)) {
      throw neighbour.failed("the answer is not signed by whom the session is with", null);
    }
    return Receipts.read(body, manifest.images())
        .orElseThrow(() -> neighbour.failed("the answer is no list of what was sent", null));
  }

  private boolean isSigned(BlobExchange exchange, byte[] body) {
    long counter = Long.parseLong(last.getFirstHeader(LinkHeaders.COUNTER).getValue());
    return in.isAnswer(counter, OK, body, exchange.header(LinkHeaders.SIGNATURE));
  }

  private byte[] body(BlobExchange exchange) throws LinkException {
    boolean whole = false;
    try {
      byte[] body = exchange.body().readNBytes(Receipts.MOST_BYTES + 1);
      whole = body.length <= Receipts.MOST_BYTES;
      return body;
    } catch (IOException e) {
      throw requests.neighbour().unreachable(e);
    } finally {
      exchange.end(whole);
    }
  }
}

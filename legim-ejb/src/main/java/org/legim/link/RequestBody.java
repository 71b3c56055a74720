package org.legim.link;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.legim.blob.Blob;
import org.legim.link.LinkException.Kind;

/** Blobs as the body of a request: exactly as many bytes as announced, or a broken connection. */
final class RequestBody {

  /** Above this the receiver is asked before the bytes are sent. */
  private static final long ASKED_FIRST = 64 << 10;

  private RequestBody() {}

  /**
   * Gives a request its body.
   *
   * @param length how many bytes it will have
   */
  static void attach(
      ClassicHttpRequest request,
      long length,
      BlobConnections.Watch watch,
      BlobConnections.Body body) {
    if (length > ASKED_FIRST) {
      request.setHeader("Expect", "100-continue");
    }
    request.setEntity(
        new EntityTemplate(
            length, ContentType.APPLICATION_OCTET_STREAM, null, out -> watch.over(out, body)));
  }

  /**
   * Writes a blob.
   *
   * @throws LinkException of kind FAILED if it cannot be read as a whole, rather than not sent
   */
  static void copy(Blob blob, Sending out) throws IOException {
    long before = out.written();
    try {
      blob.copy(0, blob.bytes(), out);
    } catch (IOException e) {
      if (out.isBroken()) {
        throw e;
      }
      throw unreadable(blob, e.getMessage(), e);
    }
    long copied = out.written() - before;
    if (copied != blob.bytes()) {
      throw unreadable(blob, copied + " bytes came instead of " + blob.bytes(), null);
    }
  }

  private static LinkException unreadable(Blob blob, String why, IOException cause) {
    return new LinkException(
        Kind.FAILED, "blob %s of this node cannot be read: %s".formatted(blob.hash(), why), cause);
  }
}

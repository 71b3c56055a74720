package org.legim.web.link;

import jakarta.ejb.EJB;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.legim.link.BlobService;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.LinkHeaders;
import org.legim.link.Manifest;
import org.legim.link.Receipt;
import org.legim.link.Receipts;
import org.legim.node.TopologyBean;

/**
 * Takes many blobs of a neighbour at once; {@link LinkFilter} has found out who calls, and signs
 * the answer.
 */
public final class BatchServlet extends LinkServlet {

  private static final long serialVersionUID = 1L;

  @EJB private transient TopologyBean topology;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(request, response, () -> take(topology.blobService(), request, response));
  }

  static void take(BlobService blobs, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String node = node(request);
    long length = request.getContentLengthLong();
    InputStream body = request.getInputStream();
    Manifest manifest = Manifest.read(request.getHeader(LinkHeaders.MANIFEST), body);
    if (length != manifest.bodyBytes()) {
      throw new LinkException(
          Kind.REFUSED,
          "the body of a batch has %d bytes, its manifest says %d"
              .formatted(length, manifest.bodyBytes()));
    }
    boolean fromBelow = Boolean.TRUE.equals(request.getAttribute(LinkFilter.FROM_BELOW));
    List<Receipt> receipts = blobs.receiveAll(node, manifest.images(), body, fromBelow);
    byte[] answer = Receipts.write(receipts);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(answer.length);
    response.getOutputStream().write(answer);
  }
}

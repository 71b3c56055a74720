package org.legim.web.link;

import jakarta.ejb.EJB;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.legim.blob.Sha256;
import org.legim.link.BlobPart;
import org.legim.link.BlobService;
import org.legim.link.ImageEntry;
import org.legim.link.ImageHeader;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.LinkHeaders;
import org.legim.node.TopologyBean;

/** Gives blobs to neighbours and takes them; {@link LinkFilter} has found out who calls. */
public final class BlobServlet extends LinkServlet {

  private static final long serialVersionUID = 1L;

  @EJB private transient TopologyBean topology;

  private transient BlobService blobs;

  @Override
  public void init() {
    blobs = topology.blobService();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(request, response, () -> give(blobs, request, response));
  }

  @Override
  protected void doPut(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(request, response, () -> take(blobs, request, response));
  }

  static void give(BlobService blobs, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    BlobRange range = BlobRange.parse(request.getHeader("Range"));
    try (BlobPart part = blobs.open(node(request), hash(request), range.from(), range.count())) {
      if (range.asked()) {
        response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        response.setHeader("Content-Range", BlobRange.contentRange(part));
      }
      response.setContentType("application/octet-stream");
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader("Cache-Control", "no-store");
      response.setContentLengthLong(part.count());
      part.source().copyTo(response.getOutputStream());
    }
  }

  static void take(BlobService blobs, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long length = request.getContentLengthLong();
    if (length < 0) {
      throw new LinkException(Kind.REFUSED, "a blob needs its Content-Length");
    }
    ImageEntry image = ImageHeader.read(request.getHeader(LinkHeaders.IMAGE));
    blobs.receive(node(request), hash(request), length, image, request.getInputStream());
    response.setStatus(HttpServletResponse.SC_CREATED);
    response.setContentLength(0);
  }

  private static Sha256 hash(HttpServletRequest request) throws LinkException {
    String path = request.getPathInfo();
    String name = path == null ? "" : path.substring(1);
    if (!Sha256.isValid(name)) {
      throw new LinkException(Kind.REFUSED, "a blob is named by its SHA-256, not " + name);
    }
    return new Sha256(name);
  }
}

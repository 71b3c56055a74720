package org.legim.web.delivery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.Blob;
import org.legim.blob.DamagedBlobException;
import org.legim.blob.VerifiedBlobs;
import org.legim.catalogue.ImageRecord;
import org.legim.catalogue.Revision;
import org.legim.grant.Grant;
import org.legim.route.OpenImage;
import org.legim.web.http.Preconditions;

/** The answer to one request for an image that the gateway has granted: as its own would be. */
final class GrantedImage {

  private static final Logger LOG = Logger.getLogger(GrantedImage.class.getName());

  private final VerifiedBlobs blobs;
  private final ImageRecord image;
  private final ImageHeaders headers;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final long begin = System.nanoTime();

  /**
   * @param blobs of this node's disk
   * @param servedBy this node's name
   */
  GrantedImage(
      VerifiedBlobs blobs,
      Grant grant,
      String servedBy,
      HttpServletRequest request,
      HttpServletResponse response) {
    this.blobs = blobs;
    this.image = record(grant);
    this.headers = new ImageHeaders(grant.cacheControl(), servedBy);
    this.request = request;
    this.response = response;
  }

  // Only what leaves with the bytes is granted; the rest nobody is told.
  private static ImageRecord record(Grant grant) {
    return new ImageRecord(
        grant.id(),
        new Revision(0, 0),
        grant.name(),
        grant.type(),
        grant.bytes(),
        Optional.empty(),
        grant.blob(),
        grant.modified(),
        grant.modified());
  }

  /**
   * Sends it.
   *
   * @return false if the blob is not here, or damaged: then the client has been told nothing yet
   */
  boolean send() throws IOException {
    Optional<Blob> blob = blobs.open(image.sha256(), image.bytes());
    if (blob.isEmpty()) {
      return false;
    }
    try (OpenImage open = new OpenImage(image, blob.get())) {
      Preconditions preconditions = Preconditions.of(name -> HeaderLines.joined(request, name));
      return new ConditionalAnswer(preconditions, headers, response).ends(image)
          || send(ImageBody.of(open, request, preconditions));
    }
  }

  private boolean send(ImageBody body) throws IOException {
    try {
      body.send(headers, begin, response);
      return true;
    } catch (DamagedBlobException e) {
      if (body.isBegun()) {
        throw e;
      }
      LOG.log(Level.FINE, "another node may have it whole", e);
      return false;
    }
  }
}

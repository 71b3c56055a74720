package org.legim.web.delivery;

import jakarta.servlet.http.HttpServletResponse;
import org.legim.catalogue.ImageRecord;
import org.legim.config.NodeConfig;
import org.legim.config.Reads;
import org.legim.image.ImageFormat;
import org.legim.web.http.ContentDisposition;
import org.legim.web.http.EntityTag;
import org.legim.web.http.HttpDate;
import org.legim.web.http.Representation;

/** The headers of an image. */
final class ImageHeaders {

  /** An SVG may carry scripts: shown by itself it runs none and loads nothing. */
  private static final String SVG_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

  private static final long NANOS_PER_MICRO = 1_000;
  private static final long MICROS_PER_MILLI = 1_000;

  private final String cacheControl;
  private final String servedBy;
  private final String timing;

  ImageHeaders(NodeConfig config, String servedBy) {
    this(cacheControl(config), servedBy);
  }

  /**
   * @param servedBy the name of the node that sends the bytes to the user
   */
  ImageHeaders(String cacheControl, String servedBy) {
    this.cacheControl = cacheControl;
    this.servedBy = servedBy;
    this.timing = "image;desc=\"" + servedBy + "\";dur=";
  }

  /** What a gateway lets caches do with its images. */
  static String cacheControl(NodeConfig config) {
    // An id can be given other bytes or be deleted: caches ask again, which a 304 makes cheap.
    return config
        .cacheControl()
        .orElse(config.reads() == Reads.PUBLIC ? "public, no-cache" : "private, no-cache");
  }

  static EntityTag tag(ImageRecord image) {
    return EntityTag.strong(image.sha256().hex());
  }

  static Representation validators(ImageRecord image) {
    return new Representation(tag(image), image.modified());
  }

  /** What goes with 200, 206 and 304 alike (RFC 9110 section 15.4.5). */
  void cacheable(ImageRecord image, HttpServletResponse response) {
    response.setHeader("ETag", tag(image).toString());
    response.setHeader("Last-Modified", HttpDate.format(image.modified()));
    response.setHeader("Cache-Control", cacheControl);
    response.setHeader("Legim-Served-By", servedBy);
  }

  /** What goes with the bytes. */
  void content(ImageRecord image, HttpServletResponse response) {
    cacheable(image, response);
    response.setContentType(image.type());
    response.setHeader("Accept-Ranges", "bytes");
    response.setHeader("Content-Disposition", ContentDisposition.inline(fileName(image)));
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (ImageFormat.SVG.mediaType().equals(image.type())) {
      response.setHeader("Content-Security-Policy", SVG_POLICY);
    }
  }

  /** The client's name for it, or one that whoever saves it can open. */
  private static String fileName(ImageRecord image) {
    return image.name().isEmpty()
        ? image.id() + "." + ImageFormat.ofMediaType(image.type()).extension()
        : image.name();
  }

  /** How long it took from the request to the first byte, in milliseconds. */
  void timing(HttpServletResponse response, long begin) {
    long micros = (System.nanoTime() - begin) / NANOS_PER_MICRO;
    response.setHeader("Server-Timing", timing + millis(micros));
  }

  // By hand, as String.format took a twentieth of the CPU of a whole request.
  private static String millis(long micros) {
    long fraction = micros % MICROS_PER_MILLI;
    String zeros = fraction < 10 ? "00" : fraction < 100 ? "0" : "";
    return micros / MICROS_PER_MILLI + "." + zeros + fraction;
  }
}

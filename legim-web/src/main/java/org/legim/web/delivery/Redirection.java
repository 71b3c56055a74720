package org.legim.web.delivery;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.legim.catalogue.ImageRecord;

/** Sends the user of one request to the node that is near and holds the image, if there is one. */
final class Redirection {

  /** What an answer that leaves to the gateway what other nodes hold has. */
  static final Redirection NONE = new Redirection((image, holders) -> Optional.empty());

  private final Target target;

  /**
   * @param target where the user is sent
   */
  Redirection(Target target) {
    this.target = target;
  }

  /** Where the user is sent for an image. */
  @FunctionalInterface
  interface Target {

    /**
     * @param holders the nodes that hold the image
     * @return empty if nowhere
     */
    Optional<URI> of(ImageRecord image, List<String> holders);
  }

  /** Answers by a redirect; returns whether it did. */
  boolean send(ImageRecord image, List<String> holders, HttpServletResponse response) {
    Optional<URI> url = target.of(image, holders);
    url.ifPresent(to -> send(to, response));
    return url.isPresent();
  }

  /** Answers by a redirect that is for this user and this moment only. */
  static void send(URI to, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
    response.setHeader("Location", to.toString());
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(0);
  }
}

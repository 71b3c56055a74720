package org.legim.link;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.legim.link.LinkException.Kind;

/**
 * Makes the requests to one neighbour that are about blobs.
 *
 * @param session the present session with it, empty while there is none
 */
record SignedRequests(Neighbour neighbour, Supplier<Optional<Session>> session) {

  /**
   * The session to sign in.
   *
   * @throws LinkException of kind NO_SESSION if there is none
   */
  Session current() throws LinkException {
    return session
        .get()
        .orElseThrow(() -> neighbour.failure(Kind.NO_SESSION, "there is no session", null));
  }

  /**
   * @param in the session to sign in
   * @param path with its query, below the deployment
   * @param header what is signed in place of the body
   */
  ClassicHttpRequest make(Session in, String method, String path, String header) {
    Signature signature = in.sign(method, path, header.getBytes(StandardCharsets.UTF_8));
    ClassicHttpRequest request =
        new BasicClassicHttpRequest(
            method, HttpHost.create(neighbour.url()), neighbour.url().getRawPath() + path);
    request.setHeader(LinkHeaders.SESSION, signature.session());
    request.setHeader(LinkHeaders.COUNTER, Long.toString(signature.counter()));
    request.setHeader(LinkHeaders.SIGNATURE, signature.text());
    return request;
  }
}

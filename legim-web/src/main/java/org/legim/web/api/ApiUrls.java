package org.legim.web.api;

import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;

/**
 * The URLs that answers name: below {@code node.url} where the operator set it, otherwise below
 * what the client called.
 */
final class ApiUrls {

  private final String api;

  ApiUrls(UriInfo request, Optional<URI> nodeUrl) {
    this.api = nodeUrl.map(url -> url + "/api/").orElseGet(request.getBaseUri()::toString);
  }

  // Put together as text: no character of an id needs encoding, and a page has a thousand of them.
  URI image(String id) {
    return URI.create(api + "images/" + id);
  }

  UriBuilder images() {
    return UriBuilder.fromUri(api + "images");
  }

  URI drain(String id) {
    return URI.create(api + "drains/" + id);
  }
}

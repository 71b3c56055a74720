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

  private final URI base;

  ApiUrls(UriInfo request, Optional<URI> nodeUrl) {
    this.base =
        nodeUrl
            .map(url -> UriBuilder.fromUri(url).path("api").build())
            .orElseGet(request::getBaseUri);
  }

  URI image(String id) {
    return UriBuilder.fromUri(base).path("images").path(id).build();
  }

  UriBuilder images() {
    return UriBuilder.fromUri(base).path("images");
  }
}

package org.legim.web.delivery;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;

/** Finds the id in the path of a request for one image. */
final class ImagePath {

  private ImagePath() {}

  /** The one segment after the prefix, decoded; empty if there is none or more than one. */
  static Optional<String> id(HttpServletRequest request, String prefix) {
    String path = request.getRequestURI();
    int begin = request.getContextPath().length() + prefix.length();
    if (path.length() <= begin || path.indexOf('/', begin) >= 0) {
      return Optional.empty();
    }
    String segment = path.substring(begin);
    return segment.indexOf('%') < 0 ? Optional.of(segment) : decoded(segment);
  }

  private static Optional<String> decoded(String segment) {
    try {
      return Optional.of(URI.create("/" + segment).getPath().substring(1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

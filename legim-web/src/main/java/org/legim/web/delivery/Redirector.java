package org.legim.web.delivery;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.legim.catalogue.ImageRecord;
import org.legim.config.Delivery;
import org.legim.config.GeoPoint;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemException;
import org.legim.web.problem.ProblemType;

/** Finds out from requests how users are to get the bytes that other nodes hold. */
final class Redirector {

  private static final String PARAMETER = "delivery";

  /**
   * The modes (Fetch Metadata) in which a browser hands the bytes to a script, which it does not
   * after a redirect to another site that does not allow it.
   */
  private static final Set<String> FOR_SCRIPTS = Set.of("cors", "same-origin");

  private final Delivery usual;
  private final Targets targets;
  private final Places places;

  /**
   * @param usual what holds for a request that does not say
   */
  Redirector(Delivery usual, Targets targets, Places places) {
    this.usual = usual;
    this.targets = targets;
    this.places = places;
  }

  /** Knows where users are sent: see {@link org.legim.node.Redirects#target}. */
  @FunctionalInterface
  interface Targets {
    Optional<URI> target(
        ImageRecord image,
        List<String> holders,
        Delivery delivery,
        Supplier<Optional<GeoPoint>> user);
  }

  /** Knows where users are: see {@link org.legim.node.UserPlaces#find}. */
  @FunctionalInterface
  interface Places {
    Optional<GeoPoint> find(String remote, Function<String, List<String>> headers);
  }

  /**
   * What is to be done with the user of a request.
   *
   * @throws ProblemException if the request asks for what there is not
   */
  Redirection of(HttpServletRequest request) {
    Delivery delivery = wanted(request);
    return delivery == Delivery.PROXY
        ? Redirection.NONE
        : new Redirection(
            (image, holders) -> targets.target(image, holders, delivery, () -> place(request)));
  }

  private Delivery wanted(HttpServletRequest request) {
    String asked = request.getQueryString() == null ? null : request.getParameter(PARAMETER);
    if (asked != null) {
      return parse(asked);
    }
    return usual == Delivery.AUTO && isForScript(request) ? Delivery.PROXY : usual;
  }

  private static boolean isForScript(HttpServletRequest request) {
    String mode = request.getHeader("Sec-Fetch-Mode");
    return mode != null && FOR_SCRIPTS.contains(mode);
  }

  private static Delivery parse(String asked) {
    return Arrays.stream(Delivery.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(asked))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                            ProblemType.INVALID_PARAMETER,
                            "The parameter delivery is \""
                                + asked
                                + "\"; expected auto, proxy or redirect.")
                        .with("parameter", PARAMETER)));
  }

  private Optional<GeoPoint> place(HttpServletRequest request) {
    return places.find(request.getRemoteAddr(), name -> HeaderLines.all(request, name));
  }
}

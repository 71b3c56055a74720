package org.legim.node;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.legim.catalogue.ImageRecord;
import org.legim.config.Delivery;
import org.legim.config.GeoPoint;
import org.legim.config.NodeConfig;
import org.legim.grant.Grant;
import org.legim.grant.GrantSigner;
import org.legim.place.Site;
import org.legim.place.SiteChoice;

/** Sends users of the gateway to the member nearest to them that holds the image they want. */
public final class Redirects {

  /** Below a node's public URL; followed by the name of a blob. */
  public static final String PATH = "/delivery/";

  /** The parameter with the grant. */
  public static final String GRANT = "grant";

  private final PublicSites sites;
  private final SiteChoice choice;
  private final GrantSigner signer;
  private final Optional<URI> gateway;
  private final Clock clock;

  /**
   * @param sites where users may be sent to
   */
  Redirects(NodeConfig config, PublicSites sites, GrantSigner signer, Clock clock) {
    this.sites = sites;
    this.choice = new SiteChoice(config.location());
    this.signer = signer;
    this.gateway = config.publicUrl().or(config::url);
    this.clock = clock;
  }

  /**
   * Where a user is sent for an image.
   *
   * @param holders the nodes that hold it
   * @param delivery what is wanted
   * @param user where the user is; asked only if there are nodes to choose from
   * @param cacheControl the header that goes with the image
   * @return empty if the gateway should serve it
   */
  public Optional<URI> target(
      ImageRecord image,
      List<String> holders,
      Delivery delivery,
      Supplier<Optional<GeoPoint>> user,
      String cacheControl) {
    if (delivery == Delivery.PROXY) {
      return Optional.empty();
    }
    List<Site> candidates = sites.among(holders, image.sha256(), signer.publicKey());
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    return choice
        .choose(delivery, user.get(), candidates)
        .map(site -> url(site, grant(image, cacheControl)));
  }

  private Grant grant(ImageRecord image, String cacheControl) {
    return new Grant(
        image.sha256(),
        image.bytes(),
        image.id(),
        image.name(),
        image.type(),
        image.modified(),
        cacheControl,
        gateway,
        GrantSigner.expiry(clock.instant()));
  }

  // The host is the one that the node's operator has configured: nothing of the request is in it.
  private URI url(Site site, Grant grant) {
    return URI.create(site.url() + PATH + grant.blob() + "?" + GRANT + "=" + signer.sign(grant));
  }
}

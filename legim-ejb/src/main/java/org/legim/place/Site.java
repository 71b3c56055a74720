package org.legim.place;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.legim.config.GeoPoint;

/**
 * A node that users may be sent to.
 *
 * @param node its id
 * @param url its public base URL, without a slash at its end
 * @param location where it stands, if it was told
 * @param own how long it takes itself, from a request to the first byte
 */
public record Site(String node, URI url, Optional<GeoPoint> location, Duration own) {}

package org.legim.catalogue;

import java.util.Optional;
import org.legim.blob.Sha256;

/**
 * Which images to list, in the order of their ids.
 *
 * @param limit how many at the most
 * @param after only ids greater than this one; the last id of the page before
 * @param prefix only ids that begin so; may be empty
 * @param sha256 only images with these bytes
 */
public record Listing(int limit, String after, String prefix, Optional<Sha256> sha256) {}

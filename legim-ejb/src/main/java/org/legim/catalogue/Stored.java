package org.legim.catalogue;

import java.util.Optional;
import org.legim.blob.Sha256;

/**
 * What storing an image did.
 *
 * @param image the record as it stands now
 * @param created whether the id is new
 * @param unneeded the blob of this node's own disk that this was the last image to need, if it
 *     replaced one
 */
public record Stored(ImageRecord image, boolean created, Optional<Sha256> unneeded) {}

package org.legim.catalogue;

import java.util.List;

/**
 * A part of a listing.
 *
 * @param images in the order of their ids
 * @param more whether others follow
 */
public record ImagePage(List<ImageRecord> images, boolean more) {}

package org.legim.catalogue;

import java.util.List;
import org.legim.link.BlobEntry;
import org.legim.link.DeletionEntry;
import org.legim.link.ImageEntry;

/**
 * A piece of the change log: what changed, as it is now.
 *
 * @param upTo the number of the last change in here
 * @param whole whether no further changes follow
 * @param blobs blobs that the node holds since
 * @param images records that are new or changed since
 * @param deletions deletions heard of since
 */
public record Changes(
    long upTo,
    boolean whole,
    List<BlobEntry> blobs,
    List<ImageEntry> images,
    List<DeletionEntry> deletions) {}

package org.legim.catalogue;

import java.util.Optional;

/**
 * A moment of {@link Holdings}.
 *
 * @param log the id of the log, made with the catalogue
 * @param newest the number of the newest change; 0 before the first
 * @param digest of all blobs held and their records
 * @param tree the tree whose gateway gave the revisions of the records; empty until the node has
 *     belonged to one
 * @param stream the stream of orders that it follows
 * @param applied up to which number it has applied them
 * @param revision the highest revision of any record or deletion
 */
public record HoldingState(
    String log,
    long newest,
    long digest,
    Optional<String> tree,
    Optional<String> stream,
    long applied,
    Revision revision) {}

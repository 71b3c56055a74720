package org.legim.catalogue;

import java.util.Set;
import org.legim.blob.Sha256;
import org.legim.link.ReportAnswer;

/**
 * What a report has led to.
 *
 * @param answer for the node
 * @param gained blobs that have one more holder now
 * @param lost blobs that the node held and has no longer, though nobody let it drop them
 * @param unneeded blobs of this node's own disk that no image needs any more
 */
public record Reconciliation(
    ReportAnswer answer, Set<Sha256> gained, Set<Sha256> lost, Set<Sha256> unneeded) {}

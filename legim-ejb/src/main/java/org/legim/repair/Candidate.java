package org.legim.repair;

import java.util.Set;
import org.legim.blob.Sha256;

/**
 * A blob that seems to need another copy.
 *
 * @param copies how many good ones there are
 * @param bytes how long it is
 * @param senders the nodes that can send it
 */
record Candidate(Sha256 blob, int copies, long bytes, Set<String> senders) {}

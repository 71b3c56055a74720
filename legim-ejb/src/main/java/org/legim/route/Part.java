package org.legim.route;

import org.legim.blob.Sha256;

/**
 * What is asked of a holder.
 *
 * @param from the first byte, counted from 0
 * @param count how many bytes; -1 for all from there on
 */
record Part(Sha256 hash, long from, long count) {}

/** The search for damage on a node's own disk, and what becomes of damaged blobs. */
package org.legim.scrub;

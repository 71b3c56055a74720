/** Copying of single blobs from node to node: the gateway says what and where, the node does it. */
package org.legim.errand;

/** Movements of images: into the node, out of it, and off its disk once nothing needs them. */
package org.legim.flow;

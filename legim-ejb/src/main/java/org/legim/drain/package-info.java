/** How a node leaves its tree: children first, its images handed over, nothing dropped before. */
package org.legim.drain;

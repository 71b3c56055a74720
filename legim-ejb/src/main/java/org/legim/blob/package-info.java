/** Immutable bytes on this node's disk, named by their SHA-256. */
package org.legim.blob;

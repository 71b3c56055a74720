/** The links between nodes as HTTP: who may call, the control calls, and the blobs. */
package org.legim.web.link;

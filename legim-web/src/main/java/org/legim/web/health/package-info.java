/** How the node is, for probes that have no key: at every node, and on every server. */
package org.legim.web.health;

/** Where users are, and which of the nodes that may serve them is near to them. */
package org.legim.place;

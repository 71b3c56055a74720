/** The nodes of a system, their roles, states and places. */
package org.legim.tree;

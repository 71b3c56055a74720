/** What stands behind {@code ./legim}: checks a node's place, then runs the WAR in Payara Micro. */
package org.legim.launcher;

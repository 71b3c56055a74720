/** Copies of a node's catalogue: made while it runs, put back while it does not. */
package org.legim.launcher.backup;

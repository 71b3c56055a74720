/** The public API of a node as an operator's command uses it, and what it answers made readable. */
package org.legim.launcher.client;

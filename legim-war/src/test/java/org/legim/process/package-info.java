/**
 * Nodes in processes of their own, started as operators start them, stopped, killed and starved.
 */
package org.legim.process;

/** Trees of nodes in one thread and in virtual time. */
package org.legim.testing;

/** How soon nodes answer, and which of them to ask. */
package org.legim.latency;

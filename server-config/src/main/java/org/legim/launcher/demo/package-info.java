/** A small world of nodes on this machine, each in a process of its own, to try Legim with. */
package org.legim.launcher.demo;

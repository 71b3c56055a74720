/** How the gateway keeps as many copies of each image as it wants: no fewer, and no more. */
package org.legim.repair;

/** The durable records of images, what this disk holds of them, and the books of a whole tree. */
package org.legim.catalogue;

/** The durable records of images: what exists under which id, at which revision. */
package org.legim.catalogue;

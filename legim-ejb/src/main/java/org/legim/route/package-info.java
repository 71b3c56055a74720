/** The way from a request for an image to the bytes that answer it. */
package org.legim.route;

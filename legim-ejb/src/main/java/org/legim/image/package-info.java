/** What an image is, judged by its bytes: format, size, id and name. */
package org.legim.image;

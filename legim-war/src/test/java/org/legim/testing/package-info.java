/** What the integration tests share: an HTTP client, a raw connection, images to send. */
package org.legim.testing;

/** Image bytes on their way out: the hot path, beside Jakarta REST. */
package org.legim.web.delivery;

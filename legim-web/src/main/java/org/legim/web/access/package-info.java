/** Who may do what at the public API. */
package org.legim.web.access;

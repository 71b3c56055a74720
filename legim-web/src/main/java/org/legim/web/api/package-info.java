/** The resources of the public API, which only a gateway answers, and their JSON. */
package org.legim.web.api;

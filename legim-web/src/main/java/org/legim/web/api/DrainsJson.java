package org.legim.web.api;

import java.util.List;

/**
 * All drains that are remembered.
 *
 * @param drains the newest first
 */
public record DrainsJson(List<DrainJson> drains) {}

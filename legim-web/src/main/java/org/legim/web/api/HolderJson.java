package org.legim.web.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * A node that has the bytes of an image.
 *
 * @param node its name
 * @param id its id
 * @param path the names of the nodes from the gateway down to it
 */
@JsonbPropertyOrder({"node", "id", "path"})
public record HolderJson(String node, String id, List<String> path) {}

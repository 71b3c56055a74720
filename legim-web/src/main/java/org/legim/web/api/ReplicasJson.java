package org.legim.web.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * The copies of an image.
 *
 * @param wanted on how many nodes it shall be kept, where there are as many
 * @param actual how many nodes that can be reached now hold it
 */
@JsonbPropertyOrder({"wanted", "actual"})
public record ReplicasJson(int wanted, int actual) {}

package org.legim.route;

/**
 * A node that holds a blob.
 *
 * @param name as it is called in the tree
 * @param state how it is now, as the tree shows it
 */
public record Holder(String name, String state) {}

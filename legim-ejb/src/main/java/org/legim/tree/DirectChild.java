package org.legim.tree;

/**
 * A child as its parent reaches it.
 *
 * @param id its id
 * @param name its name
 * @param address its base URL
 * @param session the id of the session in which it joined
 */
public record DirectChild(String id, String name, String address, String session) {}

package org.legim.tree;

/**
 * A node that an operator may let in.
 *
 * @param id its id
 * @param name the name that it would have
 * @param address the URL at which its parent would reach it
 * @param parent the id of the node that it asked
 * @param key its public key
 * @param fingerprint of its key, for people: the node prints the same when it waits
 */
public record PendingNode(
    String id, String name, String address, String parent, String key, String fingerprint) {}

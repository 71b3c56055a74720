package org.legim.tree;

/**
 * A node that may hold images for others: it is online, stays, and has reported its disk in its
 * present session.
 *
 * @param id its id
 * @param bytesFree how many bytes of images it can take
 */
public record StayingNode(String id, long bytesFree) {}

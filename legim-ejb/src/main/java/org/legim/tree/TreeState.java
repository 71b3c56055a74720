package org.legim.tree;

/**
 * What all parts of a tree share.
 *
 * @param self this node
 * @param members the roster
 * @param branch this node and all below it
 * @param reports whose reports are believed
 * @param departures who is about to leave
 * @param listeners who hears of changes
 */
record TreeState(
    LocalNode self,
    Membership members,
    Branch branch,
    Reports reports,
    Departures departures,
    Listeners listeners) {}

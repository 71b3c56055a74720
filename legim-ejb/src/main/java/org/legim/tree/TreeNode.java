package org.legim.tree;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.legim.config.GeoPoint;

/**
 * A node as the tree shows it at one moment.
 *
 * @param id made by the node at its first start, never changed
 * @param name what people call it, unique in the tree
 * @param role what follows from its place
 * @param state where it is in its life
 * @param address how others reach it
 * @param location where it stands, if it was told
 * @param images how many images it holds
 * @param bytesUsed how many bytes these take on its disk
 * @param bytesFree how many more it can take
 * @param damaged how many damaged files it has set aside
 * @param latencyMillis how long whoever shows the tree waits for its first byte; 0 for that node
 *     itself, and for what it has not measured
 * @param children the nodes below it
 */
public record TreeNode(
    String id,
    String name,
    Role role,
    NodeState state,
    URI address,
    Optional<GeoPoint> location,
    long images,
    long bytesUsed,
    long bytesFree,
    int damaged,
    double latencyMillis,
    List<TreeNode> children) {}

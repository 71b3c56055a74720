package org.legim.drain;

import java.util.List;
import java.util.OptionalLong;

/**
 * What would happen if a node were retired now.
 *
 * @param node the id of the node
 * @param name its name
 * @param steps the nodes that would leave, in the order in which they go: children first
 * @param blobs how many blobs would be copied; one that is copied twice counts twice
 * @param bytes how long these are together
 * @param bytesStaying how many bytes need not be copied, as enough staying nodes hold them
 * @param receivers where the bytes would go
 * @param seconds how long it would take by the speed that was measured last; empty without one
 * @param possible whether it could be done now
 * @param obstacles why not, one sentence each, with names and numbers; empty if it is possible
 */
public record StopPlan(
    String node,
    String name,
    List<Step> steps,
    long blobs,
    long bytes,
    long bytesStaying,
    List<Receiver> receivers,
    OptionalLong seconds,
    boolean possible,
    List<String> obstacles) {

  /**
   * A node that would leave.
   *
   * @param node its id
   * @param name its name
   * @param online whether it can be reached; one that cannot leaves only by force
   * @param blobs how many blobs it holds
   * @param bytes how long these are together
   */
  public record Step(String node, String name, boolean online, long blobs, long bytes) {}

  /**
   * A node that would receive.
   *
   * @param node its id
   * @param name its name
   * @param bytes how many bytes would go there
   * @param bytesFree how many it can take, without what is reserved for other drains
   */
  public record Receiver(String node, String name, long bytes, long bytesFree) {}
}

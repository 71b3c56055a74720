package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;

/**
 * How a node is, as those above it are told.
 *
 * @param id its id
 * @param parent the id of its parent
 * @param name its name
 * @param state the name of its state
 * @param address how its parent reaches it
 * @param latitude where it stands, in degrees, or null
 * @param longitude where it stands, in degrees, or null
 * @param images how many images it holds
 * @param bytesUsed how many bytes these take on its disk
 * @param bytesFree how many more it can take
 * @param damaged how many damaged files it has set aside; null if none, or if it is of a version
 *     that does not tell
 */
public record NodeStatus(
    String id,
    String parent,
    String name,
    String state,
    String address,
    Double latitude,
    Double longitude,
    long images,
    long bytesUsed,
    long bytesFree,
    Integer damaged) {

  /** Read by JSON-B. */
  @JsonbCreator
  public NodeStatus {}
}

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
 * @param publicUrl the base URL that users may be sent to, or null
 * @param deliveryKey the newest of the gateway's {@linkplain DeliveryNotice keys} that it knows, or
 *     null: users are sent to it only with what this key has signed
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
    Integer damaged,
    String publicUrl,
    String deliveryKey) {

  /** Read by JSON-B. */
  @JsonbCreator
  public NodeStatus {}

  /** A node that no user is sent to. */
  public NodeStatus(
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
    this(
        id, parent, name, state, address, latitude, longitude, images, bytesUsed, bytesFree,
        damaged, null, null);
  }
}

package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;

/**
 * A node that belongs to the tree, whether it can be reached or not.
 *
 * @param id its id
 * @param name its name, unique in the tree
 * @param parent the id of its parent
 * @param key the public key by which it was let in
 * @param starts how often it had been started when it was last let in
 * @param run its process at that time
 * @param address how its parent reaches it
 */
public record Member(
    String id, String name, String parent, String key, long starts, String run, String address) {

  /** Read by JSON-B. */
  @JsonbCreator
  public Member {}
}

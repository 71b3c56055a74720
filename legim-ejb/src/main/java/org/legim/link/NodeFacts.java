package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;

/**
 * What a node says about itself when it joins.
 *
 * @param id made at its first start, never changed
 * @param name its name
 * @param named whether an operator chose the name; otherwise a taken one is made unique
 * @param starts how often it was started: a copy of its folder has the same count
 * @param run random for each process: tells a process from a copy of its folder
 * @param key its public key
 * @param url how others reach it, or null: then at the address that the parent sees
 * @param port its port, where there is no url
 * @param path the path under which it is deployed, where there is no url
 * @param latitude where it stands, in degrees, or null
 * @param longitude where it stands, in degrees, or null
 */
public record NodeFacts(
    String id,
    String name,
    boolean named,
    long starts,
    String run,
    String key,
    String url,
    int port,
    String path,
    Double latitude,
    Double longitude) {

  /** Read by JSON-B. */
  @JsonbCreator
  public NodeFacts {}
}

package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;
import java.util.List;

/**
 * A parent asks the gateway to let a child in.
 *
 * @param join what the child said
 * @param trusted whether it has the secret, or stands on the machine of its parent
 * @param address the URL at which the child's parent will reach it
 * @param path the ids of the nodes above the child, from its parent up to whoever asks
 */
public record Admit(Join join, boolean trusted, String address, List<String> path) {

  /** Read by JSON-B. */
  @JsonbCreator
  public Admit {
    path = path == null ? List.of() : List.copyOf(path);
  }
}

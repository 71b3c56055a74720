package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;
import java.util.List;
import java.util.Map;

/**
 * What every node remembers of its whole tree, so that a gateway which lost its disk gets it back.
 *
 * @param tree the tree's id
 * @param epoch of the gateway that wrote it
 * @param version rises with every change in an epoch; a higher (epoch, version) is newer
 * @param members all nodes but the gateway
 * @param settings what holds for the whole tree, by the names of the configuration
 */
public record Roster(
    String tree, long epoch, long version, List<Member> members, Map<String, String> settings) {

  /** Read by JSON-B. */
  @JsonbCreator
  public Roster {
    members = members == null ? List.of() : List.copyOf(members);
    settings = settings == null ? Map.of() : Map.copyOf(settings);
  }

  /** Whether this one says more recent things than another of the same tree. */
  public boolean isNewerThan(Roster other) {
    return epoch > other.epoch || epoch == other.epoch && version > other.version;
  }
}

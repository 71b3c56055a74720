package org.legim.node;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that was looked at, as MicroProfile Health tells it.
 *
 * @param up whether it is as it should be
 * @param data what there is to say of it, in the order of saying; for everybody
 */
public record Check(CheckName name, boolean up, Map<String, String> data) {

  /** Keeps a copy. */
  public Check {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  /** That of a node that cannot be asked. */
  public static Check down(CheckName name, String reason) {
    return new Check(name, false, Map.of("reason", reason));
  }
}

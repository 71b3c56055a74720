package org.legim.flow;

import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.legim.config.GeoPoint;

/**
 * An image that a client sends.
 *
 * @param body its bytes; the caller closes it
 * @param announced how many bytes will come, where the client said so
 * @param name the file name that the client gave, already cleaned, or an empty text
 * @param replicas on how many nodes the image shall be kept; empty leaves it to the system
 * @param from where the client is, if that is known
 */
public record Upload(
    InputStream body,
    OptionalLong announced,
    String name,
    OptionalInt replicas,
    Optional<GeoPoint> from) {

  /** An image that leaves it to the system on how many nodes it is kept, and where. */
  public Upload(InputStream body, OptionalLong announced, String name) {
    this(body, announced, name, OptionalInt.empty(), Optional.empty());
  }
}

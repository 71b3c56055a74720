package org.legim.flow;

import java.io.InputStream;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An image that a client sends.
 *
 * @param body its bytes; the caller closes it
 * @param announced how many bytes will come, where the client said so
 * @param name the file name that the client gave, already cleaned, or an empty text
 * @param replicas on how many nodes the image shall be kept; empty leaves it to the system
 */
public record Upload(InputStream body, OptionalLong announced, String name, OptionalInt replicas) {

  /** An image that leaves it to the system on how many nodes it is kept. */
  public Upload(InputStream body, OptionalLong announced, String name) {
    this(body, announced, name, OptionalInt.empty());
  }
}

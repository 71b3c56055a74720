package org.legim.link;

import java.time.Duration;

/**
 * How long a node waits for a neighbour.
 *
 * @param connect for a connection
 * @param answer for the first byte of an answer
 * @param progress for any further byte, in either direction
 */
public record LinkTimeouts(Duration connect, Duration answer, Duration progress) {

  /** 2 s, 10 s and 30 s. */
  public static final LinkTimeouts DEFAULT =
      new LinkTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30));
}

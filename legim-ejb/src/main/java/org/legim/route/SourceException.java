package org.legim.route;

import java.io.IOException;

/** A holder failed, which another may make good. */
final class SourceException extends Exception {

  SourceException(String node, IOException cause) {
    super("node " + node + " failed: " + cause.getMessage(), cause);
  }
}

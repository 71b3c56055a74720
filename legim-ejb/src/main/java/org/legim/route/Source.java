package org.legim.route;

import java.io.EOFException;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.latency.Attempt;
import org.legim.link.BlobStream;

/** A part of a blob as one holder sends it. */
final class Source implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Source.class.getName());

  private final String node;
  private final BlobStream stream;
  private final Attempt attempt;

  Source(String node, BlobStream stream, Attempt attempt) {
    this.node = node;
    this.stream = stream;
    this.attempt = attempt;
  }

  /** The holder. */
  String node() {
    return node;
  }

  /** How many bytes there are. */
  long bytes() {
    return stream.bytes();
  }

  /**
   * Reads a piece as a whole, so that a holder that breaks off leaves nothing half digested.
   *
   * @param length as many bytes as there are still to come, or fewer
   */
  void fill(byte[] piece, int length) throws SourceException {
    try {
      int read = stream.body().readNBytes(piece, 0, length);
      if (read < length) {
        throw new EOFException("ended after " + read + " of " + length + " bytes of a piece");
      }
    } catch (IOException e) {
      attempt.failed();
      throw new SourceException(node, e);
    }
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "the connection for a blob of node " + node + " did not close", e);
    } finally {
      attempt.close();
    }
  }
}

package org.legim.link;

import java.io.IOException;

/** A call to another node did not succeed. */
public final class LinkException extends IOException {

  /** What kind of failure it was, by which the caller decides what to do next. */
  public enum Kind {
    /** No answer: no connection, or none in time. */
    UNREACHABLE,
    /** The other side does not know the session, as after its restart: say hello again. */
    NO_SESSION,
    /** The blob is not, or no longer, at the node that was asked. */
    MOVED,
    /** The node that was asked has no room. */
    NO_ROOM,
    /** The other side has too many requests of this kind in flight. */
    BUSY,
    /** The other side has no way to the gateway, or to the node that was asked for. */
    NO_WAY,
    /** The other side refuses; asking again changes nothing. */
    REFUSED,
    /** The other side failed, or answered what cannot be understood. */
    FAILED
  }

  private final Kind kind;

  /**
   * @param message says which node, and what is wrong
   */
  public LinkException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /**
   * @param message says which node, and what is wrong
   */
  public LinkException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What kind of failure it was. */
  public Kind kind() {
    return kind;
  }
}

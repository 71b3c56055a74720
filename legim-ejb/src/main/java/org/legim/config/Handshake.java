package org.legim.config;

import java.util.Set;

/**
 * The system properties by which the launcher and the application, in one JVM but in class loaders
 * that share nothing, tell each other how they stand. On a server that Legim did not start only
 * {@link #CONFIG} has a meaning, and what the application sets is read by nobody.
 */
public final class Handshake {
  /** Path of the configuration file; set by the launcher or by whoever starts the server. */
  public static final String CONFIG = "legim.config";

  /** Environment variable that names the configuration file where {@link #CONFIG} does not. */
  public static final String CONFIG_VARIABLE = "LEGIM_CONFIG";

  /** {@code true} when the launcher owns this JVM; set by it before the server starts. */
  public static final String LAUNCHED = "legim.launched";

  /** Role and name, {@code gateway hanoi}; set by the application once it serves. */
  public static final String READY = "legim.ready";

  /**
   * Why the application did not start, in one line; set by it before it refuses to, and printed by
   * the launcher instead of a stack trace.
   */
  public static final String FAILURE = "legim.failure";

  /**
   * {@code true} if the node is to stop when its standard input ends; set by a process that starts
   * nodes and must not leave them behind, whatever becomes of it.
   */
  public static final String LIFELINE = "legim.lifeline";

  /**
   * {@code GONE}, {@code STAYED} or {@code KEPT} once the node has left its tree without having
   * been stopped by the launcher, which then ends the process; set by the application.
   */
  public static final String LEFT = "legim.left";

  /**
   * Not a property but the name of the management bean by which the launcher stops the node: {@code
   * stop} leaves the tree and returns one of the words of {@link #LEFT}, {@code hurry} ends that
   * soon.
   */
  public static final String NODE_BEAN = "org.legim:type=Node";

  /**
   * Not a property but an attribute of each request: an {@link
   * java.util.concurrent.atomic.AtomicBoolean} that the application sets before it hands the
   * request to another thread. The launcher's part of the server must not look at it any more then.
   */
  public static final String ANSWERED_ELSEWHERE = "legim.answered-elsewhere";

  static final Set<String> NAMES =
      Set.of(CONFIG, CONFIG_VARIABLE, LAUNCHED, READY, FAILURE, LIFELINE, LEFT, KillPoint.PROPERTY);

  private Handshake() {}
}

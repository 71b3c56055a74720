package org.legim.link;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.legim.link.LinkException.Kind;

/**
 * The sessions of a node, with its children and with its parent.
 *
 * <p>A session begins <em>tentative</em>: anybody can say hello, so there are at most {@value
 * #MOST_TENTATIVE} of these, and each ends 30 s after its last right request. It is
 * <em>established</em> once the child is in, and stays until it is replaced or dropped.
 * Thread-safe.
 */
public final class Sessions {

  static final int MOST_TENTATIVE = 1024;
  static final long TENTATIVE_NANOS = Duration.ofSeconds(30).toNanos();

  private final LongSupplier nanos;

  /** The one that was used longest ago first. */
  private final Map<String, Tentative> tentative = new LinkedHashMap<>();

  private final Map<String, Session> established = new HashMap<>();
  private final Map<Side, Session> bySide = new HashMap<>();

  /**
   * @param nanos a monotonic clock
   */
  public Sessions(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private record Tentative(Session session, long used) {}

  /** A neighbour; a parent may claim any id, so it never stands in the way of a child. */
  private record Side(String node, boolean parent) {
    static Side of(Session session) {
      return new Side(session.peer().node(), session.peer().parent());
    }
  }

  /** Keeps a session that nobody has used yet. */
  public synchronized void propose(Session session) {
    forgetOld();
    if (tentative.size() >= MOST_TENTATIVE) {
      Iterator<String> oldest = tentative.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    tentative.put(session.id(), new Tentative(session, nanos.getAsLong()));
  }

  /**
   * Finds a session, established or not.
   *
   * @throws LinkException of kind NO_SESSION if there is none, or none any more
   */
  public synchronized Session find(String id) throws LinkException {
    forgetOld();
    Session found = established.get(id);
    if (found == null && tentative.containsKey(id)) {
      found = tentative.get(id).session();
    }
    if (found == null) {
      throw new LinkException(Kind.NO_SESSION, "session " + id + " is not known here: say hello");
    }
    return found;
  }

  /** A right request came in the session: if it is tentative, its time begins anew. */
  public synchronized void used(Session session) {
    if (tentative.remove(session.id()) != null) {
      tentative.put(session.id(), new Tentative(session, nanos.getAsLong()));
    }
  }

  /** Whether the neighbour was let in by this session. */
  public synchronized boolean isEstablished(Session session) {
    return established.containsKey(session.id());
  }

  /**
   * The neighbour is in: keeps its session from now on, and drops the one that it had before.
   *
   * @param id of a session that {@link #find} would find
   * @throws LinkException of kind NO_SESSION if there is none
   */
  public synchronized void establish(String id) throws LinkException {
    establish(find(id));
  }

  /** The neighbour is in: keeps its session from now on, and drops the one that it had before. */
  public synchronized void establish(Session session) {
    tentative.remove(session.id());
    Session former = bySide.put(Side.of(session), session);
    if (former != null) {
      established.remove(former.id());
    }
    established.put(session.id(), session);
  }

  /** The session of a child that is in. */
  public synchronized Optional<Session> ofChild(String node) {
    return Optional.ofNullable(bySide.get(new Side(node, false)));
  }

  /** Ends the session of a child that is gone. */
  public synchronized void dropChild(String node) {
    Session dropped = bySide.remove(new Side(node, false));
    if (dropped != null) {
      established.remove(dropped.id());
    }
  }

  /** Ends a session. */
  public synchronized void drop(Session session) {
    tentative.remove(session.id());
    established.remove(session.id());
    bySide.remove(Side.of(session), session);
  }

  private void forgetOld() {
    long now = nanos.getAsLong();
    Iterator<Tentative> oldest = tentative.values().iterator();
    while (oldest.hasNext() && now - oldest.next().used() > TENTATIVE_NANOS) {
      oldest.remove();
    }
  }
}

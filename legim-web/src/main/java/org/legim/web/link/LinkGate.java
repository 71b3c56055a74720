package org.legim.web.link;

import java.util.Set;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.Session;
import org.legim.link.Sessions;
import org.legim.link.Signature;

/**
 * Decides whether a request of a neighbour goes on. What a neighbour may call follows from who it
 * is and how far it has come: a child that is not in may only join; one that is in reads no blobs,
 * it only sends batches; a parent may look, move blobs and have its child stop.
 *
 * <p>Both may call what is listed, written as it is here: a path in another spelling would be
 * another one here than in the server.
 */
final class LinkGate {

  static final String HELLO = "/link/hello";
  static final String JOIN = "/link/join";
  static final String BLOBS = "/link/blobs/";
  static final String BATCHES = "/link/batches";
  private static final String PING = "/link/ping";

  private static final Set<String> OF_A_CHILD =
      Set.of(
          "/link/heartbeat",
          "/link/admit",
          "/link/report",
          "/link/leave",
          "/link/errands",
          BATCHES);

  private static final Set<String> OF_A_PARENT = Set.of("/link/stop", BATCHES);

  private final Sessions sessions;

  LinkGate(Sessions sessions) {
    this.sessions = sessions;
  }

  /** The session that a request claims to be in. */
  Session session(Signature signature) throws LinkException {
    return sessions.find(signature.session());
  }

  /**
   * Lets a request through.
   *
   * @param path below the deployment, as it was sent
   * @param query what was behind the question mark, or null
   * @param body what is signed as the body
   * @throws LinkException of kind REFUSED or NO_SESSION otherwise
   */
  void check(
      Session session, Signature signature, String method, String path, String query, byte[] body)
      throws LinkException {
    session.verify(method, query == null ? path : path + '?' + query, body, signature);
    sessions.used(session);
    boolean parent = session.peer().parent();
    if (path.equals(PING) || path.equals(JOIN) && !parent) {
      return;
    }
    if (!sessions.isEstablished(session)) {
      throw new LinkException(Kind.NO_SESSION, "nobody joined in this session");
    }
    boolean allowed =
        parent ? OF_A_PARENT.contains(path) || path.startsWith(BLOBS) : OF_A_CHILD.contains(path);
    if (!allowed) {
      throw new LinkException(
          Kind.REFUSED,
          parent
              ? "a parent does not call " + path + " of its child"
              : "a child does not call " + path + " of its parent");
    }
  }
}

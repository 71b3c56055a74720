package org.legim.web.link;

import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.Session;
import org.legim.link.Sessions;
import org.legim.link.Signature;

/**
 * Decides whether a request of a neighbour goes on. What a neighbour may call follows from how far
 * it has come: a child that is not in may only join, a parent may only look and move blobs.
 */
final class LinkGate {

  static final String HELLO = "/link/hello";
  static final String JOIN = "/link/join";
  static final String BLOBS = "/link/blobs/";
  private static final String PING = "/link/ping";

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
    // A path that is written in another way than ours ends here too.
    if (parent && !path.startsWith(BLOBS)) {
      throw new LinkException(Kind.REFUSED, "a parent does not call " + path + " of its child");
    }
  }
}

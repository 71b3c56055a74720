package org.legim.node;

import org.legim.link.ChildClient;
import org.legim.link.LinkException;
import org.legim.link.Sessions;
import org.legim.tree.ChildPing;
import org.legim.tree.DirectChild;

/** Looks whether it is the child that answers at its address. */
final class SignedPing implements ChildPing {

  private final String self;
  private final ChildClient children;
  private final Sessions sessions;

  /**
   * @param self this node's id
   */
  SignedPing(String self, ChildClient children, Sessions sessions) {
    this.self = self;
    this.children = children;
    this.sessions = sessions;
  }

  @Override
  public void ping(DirectChild child) throws LinkException {
    String answered = children.ping(child.address(), sessions.find(child.session()), self);
    if (!answered.equals(child.id())) {
      throw new LinkException(
          LinkException.Kind.REFUSED,
          "at " + child.address() + " answers node " + answered + ", not " + child.name());
    }
  }
}

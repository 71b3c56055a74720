package org.legim.node;

import java.util.List;
import org.legim.drain.TreeChildren;
import org.legim.link.ChildClient;
import org.legim.link.LinkException;
import org.legim.link.Sessions;
import org.legim.link.StopOrder;
import org.legim.tree.ChildPing;
import org.legim.tree.DirectChild;
import org.legim.tree.Tree;

/** Calls the children of this node. */
final class DirectChildren implements TreeChildren {

  private final Tree tree;
  private final ChildClient calls;
  private final Sessions sessions;
  private final ChildPing ping;

  DirectChildren(Tree tree, ChildClient calls, Sessions sessions, ChildPing ping) {
    this.tree = tree;
    this.calls = calls;
    this.sessions = sessions;
    this.ping = ping;
  }

  @Override
  public List<DirectChild> direct() {
    return tree.directChildren();
  }

  @Override
  public void stop(DirectChild child, StopOrder order) throws LinkException {
    calls.stop(child.address(), sessions.find(child.session()), order);
  }

  @Override
  public void ping(DirectChild child) throws LinkException {
    ping.ping(child);
  }
}

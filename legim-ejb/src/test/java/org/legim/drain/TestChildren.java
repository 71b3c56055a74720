package org.legim.drain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.StopOrder;
import org.legim.tree.DirectChild;

/** Children that do as a test says. */
final class TestChildren implements TreeChildren {

  final List<DirectChild> direct = new ArrayList<>();

  /** The ids of those that do not answer. */
  final Set<String> silent = new HashSet<>();

  /** Every order and ping that was answered. */
  final List<String> calls = new ArrayList<>();

  DirectChild add(String id) {
    DirectChild child = new DirectChild(id, "name-of-" + id, "http://" + id, "session-of-" + id);
    direct.add(child);
    return child;
  }

  @Override
  public List<DirectChild> direct() {
    return List.copyOf(direct);
  }

  @Override
  public void stop(DirectChild child, StopOrder order) throws LinkException {
    answer(child);
    calls.add("stop " + child.id() + " " + order.parent() + " " + order.elsewhere());
  }

  @Override
  public void ping(DirectChild child) throws LinkException {
    answer(child);
    calls.add("ping " + child.id());
  }

  private void answer(DirectChild child) throws LinkException {
    if (silent.contains(child.id())) {
      throw new LinkException(Kind.UNREACHABLE, child.id() + " does not answer");
    }
  }
}

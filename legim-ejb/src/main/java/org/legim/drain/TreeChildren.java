package org.legim.drain;

import java.util.List;
import org.legim.link.LinkException;
import org.legim.link.StopOrder;
import org.legim.tree.DirectChild;

/** The children of a node that stops, as it reaches them. */
public interface TreeChildren {

  /** Those that are in now. */
  List<DirectChild> direct();

  /** Gives a child its order; returns once the child has taken it. */
  void stop(DirectChild child, StopOrder order) throws LinkException;

  /** Returns once the child has answered. */
  void ping(DirectChild child) throws LinkException;
}

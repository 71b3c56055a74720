package org.legim.tree;

import org.legim.link.LinkException;

/** Looks whether a child can be reached at its address. */
@FunctionalInterface
public interface ChildPing {

  /** Returns once the child has answered; the call is made by one of the executor's threads. */
  void ping(DirectChild child) throws LinkException;
}

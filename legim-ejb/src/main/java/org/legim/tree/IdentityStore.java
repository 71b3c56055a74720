package org.legim.tree;

import java.io.IOException;
import java.util.function.UnaryOperator;

/** Keeps a node's identity. Safe from any thread. */
public interface IdentityStore {

  /** Who the node is now. */
  Identity identity();

  /**
   * Changes it; durable when this returns.
   *
   * @throws IOException if it could not be written; it is as before then
   */
  void change(UnaryOperator<Identity> change) throws IOException;
}

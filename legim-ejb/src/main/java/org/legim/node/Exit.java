package org.legim.node;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.legim.drain.Outcome;

/** The one way out of a node, whoever asks for it: whoever asks again joins what is under way. */
public interface Exit {

  /**
   * The node is asked to stop.
   *
   * @param inboundDead whether nobody can call this node any more, as while a server undeploys it
   * @return completes with what has become of its images
   */
  CompletableFuture<Outcome> stop(boolean inboundDead);

  /** Finishes what is under way and keeps the rest, so that {@link #stop} completes soon. */
  void hurry();

  /** How the node has left its tree, once it has; empty while it takes part. */
  Optional<Outcome> ended();

  /** Gets how it ends, also where nobody here has asked for it. */
  void whenEnded(Consumer<Outcome> listener);
}

package org.legim.node;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.legim.config.Handshake;
import org.legim.drain.Leaving;
import org.legim.drain.Outcome;
import org.legim.drain.TreeStop;

/** The one way out of a node, whoever asks for it: whoever asks again joins what is under way. */
public interface Exit {

  /**
   * The node is asked to stop.
   *
   * @param inboundDead whether nobody can call this node any more, as while the server undeploys it
   * @return completes with what has become of its images
   */
  CompletableFuture<Outcome> stop(boolean inboundDead);

  /** Finishes what is under way and keeps the rest, so that {@link #stop} completes soon. */
  void hurry();

  /** How far it is, for the operator. */
  String state();

  /** How it has ended, once it has. */
  Optional<Outcome> ended();
}

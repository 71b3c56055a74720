package org.legim.node;

import java.util.Locale;
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

  /** How far the node is on its way out; empty while it stays. */
  Optional<Stage> stage();

  /** Gets how it ends, also where nobody here has asked for it. */
  void whenEnded(Consumer<Outcome> listener);

  /** What a node that is on its way out does. */
  enum Stage {
    /** It is to stop, and asks for leave, or waits for its children. */
    STOPPING("it was asked to stop"),
    /** It gives away what it holds, and takes nothing. */
    DRAINING("it hands over what it holds, and takes nothing");

    private final String reason;

    Stage(String reason) {
      this.reason = reason;
    }

    /** As users read it: in lower case. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Why such a node is to be asked for nothing new, in one sentence. */
    String reason() {
      return reason;
    }
  }
}

package org.legim.drain;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.legim.config.OnStop;
import org.legim.link.StopOrder;

/** How this node leaves its tree: the one state machine of a node that has a parent. */
public final class Leaving {

  public Leaving(
      Site site,
      DrainGateway gateway,
      TreeChildren children,
      Courier courier,
      Executor executor,
      LongSupplier nanos) {}

  /** Removes what an earlier stop has left, or goes on leaving; to be called before joining. */
  public void start() {
    throw new UnsupportedOperationException();
  }

  /** The gateway has errands for this node, or wants it to leave: asks soon. */
  public void called() {
    throw new UnsupportedOperationException();
  }

  /** The node is asked to stop. */
  public CompletableFuture<Outcome> leave(boolean inboundDead) {
    throw new UnsupportedOperationException();
  }

  /** Completes once the node has left or was told to stop, whoever began it. */
  public CompletableFuture<Outcome> ended() {
    throw new UnsupportedOperationException();
  }

  /** The parent stops. */
  public void ordered(StopOrder order) {
    throw new UnsupportedOperationException();
  }

  /** Cuts short a stop that waits. */
  public void hurry() {
    throw new UnsupportedOperationException();
  }

  /** Whether this node gives away what it holds, and takes nothing. */
  public boolean isLeaving() {
    throw new UnsupportedOperationException();
  }

  /** Does what is due; to be called a few times a second. */
  public void tick() {
    throw new UnsupportedOperationException();
  }

  /**
   * The node, as far as its leaving has to do with it.
   *
   * @param self its id
   * @param run its process
   * @param file its {@code drain.json}
   * @param onStop what a stop does
   * @param timeout how long a stop waits without any progress
   * @param held how many blobs it holds
   * @param member whether it has ever joined a tree
   * @param report wakes the reporter
   * @param leaving told whether the node leaves, which then takes no children
   * @param moveTo joins below another node from now on
   * @param parentUrl where its parent is
   */
  public record Site(
      String self,
      String run,
      Path file,
      OnStop onStop,
      Duration timeout,
      LongSupplier held,
      BooleanSupplier member,
      Runnable report,
      Consumer<Boolean> leaving,
      Consumer<String> moveTo,
      Supplier<Optional<String>> parentUrl) {}
}

package org.legim.node;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.legim.drain.Outcome;
import org.legim.drain.TreeStop;

/** The way out of a gateway: the whole tree stops, and nothing is dropped. */
final class GatewayExit implements Exit {

  private final TreeStop stop;
  private final CompletableFuture<Outcome> ended = new CompletableFuture<>();

  GatewayExit(TreeStop stop) {
    this.stop = stop;
  }

  @Override
  public CompletableFuture<Outcome> stop(boolean inboundDead) {
    stop.stop().thenAccept(ended::complete);
    return ended;
  }

  @Override
  public void hurry() {
    stop.hurry();
  }

  @Override
  public Optional<Outcome> ended() {
    return Optional.ofNullable(ended.getNow(null));
  }

  @Override
  public Optional<Stage> stage() {
    return stop.hasBegun() ? Optional.of(Stage.STOPPING) : Optional.empty();
  }

  @Override
  public void whenEnded(Consumer<Outcome> listener) {
    ended.thenAccept(listener);
  }
}

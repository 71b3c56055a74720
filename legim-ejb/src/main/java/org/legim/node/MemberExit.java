package org.legim.node;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.legim.drain.Leaving;
import org.legim.drain.Outcome;

/** The way out of a node that has a parent: it hands over what it holds. */
final class MemberExit implements Exit {

  private final Leaving leaving;

  MemberExit(Leaving leaving) {
    this.leaving = leaving;
  }

  @Override
  public CompletableFuture<Outcome> stop(boolean inboundDead) {
    return leaving.leave(inboundDead);
  }

  @Override
  public void hurry() {
    leaving.hurry();
  }

  @Override
  public Optional<Outcome> ended() {
    return Optional.ofNullable(leaving.ended().getNow(null));
  }

  @Override
  public Optional<Stage> stage() {
    return switch (leaving.state()) {
      case STAYING -> Optional.empty();
      case ASKING, STOPPING_CHILDREN, ENDED -> Optional.of(Stage.STOPPING);
      case LEAVING, FINISHING -> Optional.of(Stage.DRAINING);
    };
  }

  @Override
  public void whenEnded(Consumer<Outcome> listener) {
    leaving.ended().thenAccept(listener);
  }
}

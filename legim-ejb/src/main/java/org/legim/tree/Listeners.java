package org.legim.tree;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells all listeners, none of which can keep the others from hearing. */
final class Listeners {

  private static final Logger LOG = Logger.getLogger(Listeners.class.getName());

  private final List<TreeListener> all = new CopyOnWriteArrayList<>();
  private final Queue<Consumer<TreeListener>> posted = new ConcurrentLinkedQueue<>();

  void add(TreeListener listener) {
    all.add(listener);
  }

  /** Keeps a call for {@link #flush}: whoever has something to say may hold locks. */
  void post(Consumer<TreeListener> call) {
    posted.add(call);
  }

  /** Makes the calls that were posted; no lock may be held. */
  void flush() {
    for (Consumer<TreeListener> call = posted.poll(); call != null; call = posted.poll()) {
      tell(call);
    }
  }

  private void tell(Consumer<TreeListener> call) {
    for (TreeListener listener : all) {
      try {
        call.accept(listener);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "a change in the tree could not be followed", e);
      }
    }
  }
}

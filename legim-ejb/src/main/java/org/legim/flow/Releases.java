package org.legim.flow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.legim.blob.Sha256;
import org.legim.catalogue.Ledger;
import org.legim.tree.StayingNode;

/** Lets go of the gateway's own copies, many in one transaction. */
final class Releases {

  private static final int BATCH = 200;

  private final String self;
  private final Ledger ledger;
  private final StayingNodes nodes;
  private final IntSupplier replicas;
  private final Consumer<Sha256> reclaim;
  private final Set<Sha256> waiting = new LinkedHashSet<>();

  Releases(
      String self,
      Ledger ledger,
      StayingNodes nodes,
      IntSupplier replicas,
      Consumer<Sha256> reclaim) {
    this.self = self;
    this.ledger = ledger;
    this.nodes = nodes;
    this.replicas = replicas;
    this.reclaim = reclaim;
  }

  /** Enough others hold a blob, as it seems; the catalogue has the last word. */
  void offer(Sha256 hash) {
    if (size(hash) >= BATCH) {
      flush();
    }
  }

  private synchronized int size(Sha256 more) {
    waiting.add(more);
    return waiting.size();
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  private synchronized List<Sha256> take() {
    List<Sha256> taken = new ArrayList<>(waiting);
    waiting.clear();
    return taken;
  }

  /** Asks the catalogue, which decides over all that are waiting. */
  void flush() {
    List<Sha256> batch = take();
    if (batch.isEmpty() || nodes.isRecovering()) {
      return; // what is forgotten here is found by the scan that follows a recovery
    }
    Set<String> staying = new HashSet<>();
    staying.add(self);
    for (StayingNode node : nodes.staying()) {
      staying.add(node.id());
    }
    boolean asked = false;
    try {
      ledger.release(self, batch, staying, replicas.getAsInt()).forEach(reclaim);
      asked = true;
    } finally {
      if (!asked) {
        putBack(batch);
      }
    }
  }

  private synchronized void putBack(List<Sha256> batch) {
    waiting.addAll(batch);
  }
}

package org.legim.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.legim.catalogue.DrainBook;
import org.legim.catalogue.Holdings;
import org.legim.catalogue.Ledger;
import org.legim.catalogue.Rosters;

/**
 * Stands before something that is on the disk of a process: a dead process reaches it no more, one
 * that is to crash crashes here, and where no lock of the product is held, others come in between.
 */
final class Guard implements InvocationHandler {

  private static final Set<String> CHANGING =
      Set.of(
          "put",
          "delete",
          "keep",
          "keepAll",
          "remove",
          "found",
          "lost",
          "apply",
          "belongTo",
          "lead",
          "receive",
          "release",
          "handOver",
          "beginEpoch",
          "dropUnneeded",
          "strikeOut",
          "save",
          "change");

  /** Calls that are made without a lock, by whatever thread. */
  private static final Set<String> YIELDING =
      Set.of(
          "Catalogue.put",
          "Catalogue.delete",
          "Catalogue.holders",
          "Holdings.keep",
          "Holdings.keepAll",
          "Holdings.apply",
          "Holdings.changes",
          "Holdings.belongTo",
          "Holdings.lost",
          "Ledger.release",
          "Ledger.anyImageOf",
          "Ledger.copies",
          "Ledger.copiesOf",
          "Ledger.heldBy",
          "BlobStore.keep",
          "BlobStore.open",
          "BlobStore.remove");

  /** Calls that are made without a lock that others want while an errand call is answered. */
  private static final Set<String> IN_ERRANDS = Set.of("Ledger.copiesAt", "DrainBook.handOver");

  private final SimulatedNode node;
  private final Class<?> type;
  private final Object target;
  private final boolean locked;

  private Guard(SimulatedNode node, Class<?> type, Object target, boolean locked) {
    this.locked = locked;
    this.node = node;
    this.type = type;
    this.target = target;
  }

  static <T> T of(SimulatedNode node, Class<T> type, T target) {
    return of(node, type, target, false);
  }

  /** For callers that hold locks: others come in only where the node knows that none is held. */
  static <T> T ofLocked(SimulatedNode node, Class<T> type, T target) {
    return of(node, type, target, true);
  }

  private static <T> T of(SimulatedNode node, Class<T> type, T target, boolean locked) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new Guard(node, type, target, locked)));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
    node.requireAlive();
    String name = type.getSimpleName() + "." + method.getName();
    boolean yields = !locked && YIELDING.contains(name);
    boolean errand = locked && IN_ERRANDS.contains(name);
    // BlobStore.receive is no change of the disk, Ledger.receive is.
    boolean changes = CHANGING.contains(method.getName()) && !name.equals("BlobStore.receive");
    if (yields) {
      node.yield();
    }
    if (errand) {
      node.yieldInErrands();
    }
    if (changes) {
      node.crashPoint("before " + name);
    }
    Object result;
    try {
      result = method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (changes) {
      node.changed(name, args, result);
      node.crashPoint("after " + name);
    }
    if (yields) {
      node.yield();
    }
    if (errand) {
      node.yieldInErrands();
    }
    return guarded(result);
  }

  private Object guarded(Object result) {
    if (result instanceof Holdings holdings) {
      return of(node, Holdings.class, holdings, locked);
    }
    if (result instanceof Ledger ledger) {
      return of(node, Ledger.class, ledger, locked);
    }
    if (result instanceof DrainBook drains) {
      return of(node, DrainBook.class, drains, locked);
    }
    if (result instanceof Rosters rosters) {
      return of(node, Rosters.class, rosters, locked);
    }
    return result;
  }
}

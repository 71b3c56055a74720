package org.legim.node;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.legim.config.Handshake;
import org.legim.drain.Outcome;

/** Offers the stop of a node to whoever owns this JVM, for as long as the node runs. */
public final class NodeControl implements NodeMXBean, AutoCloseable {

  private final MBeanServer server;
  private final ObjectName name;
  private final Supplier<CompletableFuture<Outcome>> leave;
  private final Runnable hurry;
  private final Supplier<String> state;

  private NodeControl(
      MBeanServer server,
      ObjectName name,
      Supplier<CompletableFuture<Outcome>> leave,
      Runnable hurry,
      Supplier<String> state) {
    this.server = server;
    this.name = name;
    this.leave = leave;
    this.hurry = hurry;
    this.state = state;
  }

  /**
   * Registers a node at the JVM's own server of management beans.
   *
   * @param leave begins to leave the tree, or joins what is under way
   * @param hurry ends it soon
   * @param state says how far it is
   */
  public static NodeControl register(
      Supplier<CompletableFuture<Outcome>> leave, Runnable hurry, Supplier<String> state) {
    return register(ManagementFactory.getPlatformMBeanServer(), leave, hurry, state);
  }

  static NodeControl register(
      MBeanServer server,
      Supplier<CompletableFuture<Outcome>> leave,
      Runnable hurry,
      Supplier<String> state) {
    try {
      ObjectName name = new ObjectName(Handshake.NODE_BEAN);
      // One JVM runs one node: what stands there is of a deployment whose end was not in order.
      unregister(server, name);
      NodeControl control = new NodeControl(server, name, leave, hurry, state);
      server.registerMBean(control, name);
      return control;
    } catch (JMException e) {
      throw new IllegalStateException(Handshake.NODE_BEAN + " cannot be registered", e);
    }
  }

  @Override
  public String stop() {
    return leave.get().join().name();
  }

  @Override
  public void hurry() {
    hurry.run();
  }

  @Override
  public String getState() {
    return state.get();
  }

  /** Takes the node out again: the server would keep its class loader alive. */
  @Override
  public void close() {
    try {
      unregister(server, name);
    } catch (JMException e) {
      throw new IllegalStateException(Handshake.NODE_BEAN + " cannot be taken out", e);
    }
  }

  private static void unregister(MBeanServer server, ObjectName name) throws JMException {
    try {
      server.unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      // nothing stands there
    }
  }
}

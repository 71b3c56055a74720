package org.legim.tree;

import java.util.List;
import org.legim.link.Admit;
import org.legim.link.Caller;
import org.legim.link.Heartbeat;
import org.legim.link.HeartbeatAnswer;
import org.legim.link.Join;
import org.legim.link.JoinAnswer;
import org.legim.link.LinkException;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;

/**
 * A node's place in its tree: below a parent, above children, or as the gateway of them all.
 *
 * <p>It has no threads: {@link #tick} drives it, about five times a second, and never waits. All
 * calls are safe from many threads; no lock is held while a neighbour is called.
 */
public final class Tree {

  /** A tree that has not begun: {@link #start} it once everybody listens. */
  public Tree(LocalNode self, Surroundings surroundings) {
    throw new UnsupportedOperationException("to come");
  }

  /** Adds a listener. */
  public void listen(TreeListener listener) {
    throw new UnsupportedOperationException("to come");
  }

  /** Finishes what a crash interrupted; before the first tick and the first call from outside. */
  public void start() {
    throw new UnsupportedOperationException("to come");
  }

  /** Looks what is due: leases, probes, the next call to the parent. */
  public void tick() {
    throw new UnsupportedOperationException("to come");
  }

  /** A child asks to be let in: see {@link org.legim.link.LinkApi#join}. */
  public JoinAnswer join(Join join, Caller caller) throws LinkException {
    throw new UnsupportedOperationException("to come");
  }

  /** A child lives: see {@link org.legim.link.LinkApi#heartbeat}. */
  public HeartbeatAnswer heartbeat(Heartbeat heartbeat, Caller caller) throws LinkException {
    throw new UnsupportedOperationException("to come");
  }

  /** A child asks for one below it: see {@link org.legim.link.LinkApi#admit}. */
  public JoinAnswer admit(Admit admit, Caller caller) throws LinkException {
    throw new UnsupportedOperationException("to come");
  }

  /**
   * Sends a report up, this node's own or that of one below it.
   *
   * @throws LinkException of kind NO_WAY if the gateway cannot be reached now
   */
  public ReportAnswer report(Report report) throws LinkException {
    throw new UnsupportedOperationException("to come");
  }

  /**
   * Makes sure that a call comes from a child that is in.
   *
   * @throws LinkException of kind NO_SESSION if it does not
   */
  public void requireChild(Caller caller) throws LinkException {
    throw new UnsupportedOperationException("to come");
  }

  /**
   * At the gateway: makes sure that a report is the newest of its node's present process. The
   * reports of one node have to be taken one after the other.
   *
   * @throws LinkException of kind REFUSED if it is not
   */
  public void reportFence(Report report) throws LinkException {
    throw new UnsupportedOperationException("to come");
  }

  /** At the gateway: ledger and node agree about everything that the node holds. */
  public void completed(String node, String run) {
    throw new UnsupportedOperationException("to come");
  }

  /** At the gateway: the nodes that wait to be approved. */
  public List<PendingNode> pending() {
    throw new UnsupportedOperationException("to come");
  }

  /** At the gateway: lets a pending node in, durably. */
  public PendingNode approve(String idOrName) throws DecisionException {
    throw new UnsupportedOperationException("to come");
  }

  /** At the gateway: keeps a pending node out until the gateway starts again. */
  public PendingNode refuse(String idOrName) throws DecisionException {
    throw new UnsupportedOperationException("to come");
  }

  /**
   * At the gateway: ends the membership of a node that will not come back.
   *
   * @return on how many blobs less the tree can count
   */
  public long forget(String idOrName) throws DecisionException {
    throw new UnsupportedOperationException("to come");
  }

  /** Whether this node has no parent. */
  public boolean isGateway() {
    throw new UnsupportedOperationException("to come");
  }

  /** Whether there is a way to the gateway now; always at the gateway. */
  public boolean isConnected() {
    throw new UnsupportedOperationException("to come");
  }

  /** The tree as this node knows it. */
  public Topology topology() {
    throw new UnsupportedOperationException("to come");
  }
}

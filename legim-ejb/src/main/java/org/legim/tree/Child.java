package org.legim.tree;

import org.legim.link.Caller;
import org.legim.link.NodeFacts;
import org.legim.link.NodeStatus;

/** A child in the books of its parent; guarded by {@link Children}. */
final class Child {

  private final NodeFacts facts;
  private final String name;
  private final String address;
  private final String session;
  private NodeStatus told;
  private long heard;
  private long probeAt;
  private boolean probing;
  private boolean online;
  private long known;
  private boolean left;

  /**
   * @param now when it joined, in nanoseconds
   */
  Child(NodeFacts facts, String name, String address, Caller caller, long now) {
    this.facts = facts;
    this.name = name;
    this.address = address;
    this.session = caller.session();
    this.heard = now;
    this.probeAt = now;
  }

  /** In again, in a new session: what is known of it stays true until it says otherwise. */
  Child after(Child former) {
    if (former.left) {
      return this;
    }
    told = former.told;
    online =
        former.online && former.facts.run().equals(facts.run()) && former.address.equals(address);
    return this;
  }

  DirectChild direct() {
    return new DirectChild(facts.id(), name, address, session);
  }

  boolean isOf(Caller caller) {
    return session.equals(caller.session());
  }

  boolean isOnline() {
    return online;
  }

  void heard(long now) {
    if (!left) {
      heard = now;
    }
  }

  boolean isOverdue(long now, long lease) {
    return now - heard > lease;
  }

  /** It is no member any more: what it still asks is answered for one lease. */
  void left(long now) {
    left = true;
    online = false;
    heard = now;
  }

  boolean hasLeft() {
    return left;
  }

  /** The probe has to reach it before it is online. */
  void reached() {
    online = true;
  }

  void lost(long now) {
    online = false;
    probeAt = now;
  }

  /** Whether to probe it now; if so, that is under way until {@link #probed}. */
  boolean claimProbe(long now) {
    if (online || left || probing || now - probeAt < 0) {
      return false;
    }
    probing = true;
    return true;
  }

  void probed(long next) {
    probing = false;
    probeAt = next;
  }

  /** Up to which number of its own it has told all changes. */
  long known() {
    return known;
  }

  void known(long number) {
    known = number;
  }

  void told(NodeStatus status) {
    told = status;
  }

  /** How it is, in its parent's words. */
  NodeStatus status(String parent) {
    return new NodeStatus(
        facts.id(),
        parent,
        name,
        (online ? NodeState.ONLINE : NodeState.LOST).name(),
        address,
        facts.latitude(),
        facts.longitude(),
        told == null ? 0 : told.images(),
        told == null ? 0 : told.bytesUsed(),
        told == null ? 0 : told.bytesFree(),
        told == null ? null : told.damaged(),
        told == null ? null : told.publicUrl(),
        told == null ? null : told.deliveryKey());
  }
}

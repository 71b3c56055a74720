package org.legim.tree;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * Who a node is, from its first start to its last.
 *
 * @param id made at the first start, never changed
 * @param tree the tree that it belongs to
 * @param epoch the highest epoch of a gateway that it has seen
 * @param starts how often it has been started: tells a node from a copy of its folder
 * @param privateKey its key, as {@link org.legim.link.NodeKey} writes it
 * @param publicKey what others know it by
 * @param member whether it has joined the tree of a parent; false makes its tree its own
 * @param parent the address of the parent that let it in last, or null
 * @param recovering whether, as a gateway, it waits for what members know and it does not
 */
@JsonbPropertyOrder({
  "id",
  "tree",
  "epoch",
  "starts",
  "member",
  "parent",
  "recovering",
  "publicKey",
  "privateKey"
})
public record Identity(
    String id,
    String tree,
    long epoch,
    long starts,
    String privateKey,
    String publicKey,
    boolean member,
    String parent,
    boolean recovering) {

  /** Read by JSON-B. */
  @JsonbCreator
  public Identity(
      @JsonbProperty("id") String id,
      @JsonbProperty("tree") String tree,
      @JsonbProperty("epoch") long epoch,
      @JsonbProperty("starts") long starts,
      @JsonbProperty("privateKey") String privateKey,
      @JsonbProperty("publicKey") String publicKey,
      @JsonbProperty("member") boolean member,
      @JsonbProperty("parent") String parent,
      @JsonbProperty("recovering") boolean recovering) {
    this.id = id;
    this.tree = tree;
    this.epoch = epoch;
    this.starts = starts;
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    this.member = member;
    this.parent = parent;
    this.recovering = recovering;
  }

  Identity started() {
    return new Identity(
        id, tree, epoch, starts + 1, privateKey, publicKey, member, parent, recovering);
  }

  Identity withKeys(String newPrivate, String newPublic) {
    return new Identity(id, tree, epoch, starts, newPrivate, newPublic, member, parent, recovering);
  }

  /** In the tree of a parent. */
  Identity joined(String newTree, long newEpoch, String newParent) {
    return new Identity(
        id, newTree, newEpoch, starts, privateKey, publicKey, true, newParent, false);
  }

  Identity withEpoch(long newEpoch) {
    return new Identity(
        id, tree, newEpoch, starts, privateKey, publicKey, member, parent, recovering);
  }

  /** The gateway of a tree of which members know more than it does. */
  Identity recovering(String newTree, long newEpoch) {
    return new Identity(id, newTree, newEpoch, starts, privateKey, publicKey, member, parent, true);
  }

  Identity recovered() {
    return new Identity(id, tree, epoch, starts, privateKey, publicKey, member, parent, false);
  }

  /** No longer of any tree but a new one of its own, in which every revision is a higher one. */
  Identity onItsOwn(String newTree) {
    return new Identity(id, newTree, epoch + 1, starts, privateKey, publicKey, false, null, false);
  }

  /** Everything but the private key. */
  @Override
  public String toString() {
    return "Identity[id=%s, tree=%s, epoch=%d, starts=%d, publicKey=%s, member=%s, parent=%s, %s]"
        .formatted(
            id,
            tree,
            epoch,
            starts,
            publicKey,
            member,
            parent,
            recovering ? "recovering" : "whole");
  }
}

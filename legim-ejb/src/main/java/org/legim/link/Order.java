package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;

/**
 * What a node has to change; exactly one of the last three is set.
 *
 * @param number its place in the stream of orders
 * @param image the truth about an id: the node keeps this record if it holds the blob, and forgets
 *     the id otherwise
 * @param deletion the truth about an id: it no longer exists
 * @param drop a blob, by its SHA-256, that the node no longer holds for the tree: it forgets the
 *     records of it, then unlinks it
 */
public record Order(long number, ImageEntry image, DeletionEntry deletion, String drop) {

  /** Read by JSON-B. */
  @JsonbCreator
  public Order {}
}

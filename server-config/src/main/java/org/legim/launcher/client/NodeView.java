package org.legim.launcher.client;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node as {@code GET /tree} shows it, with those below it. Texts are fit to be printed.
 *
 * @param state {@code online}, {@code pending}, {@code lost}, {@code recovering}, or one that a
 *     later version adds
 * @param images how many images it holds
 * @param damaged how many damaged files it has set aside
 * @param health how all images are off; only at the gateway, once it has looked
 */
public record NodeView(
    String id,
    String name,
    String role,
    String state,
    String address,
    long images,
    long bytesUsed,
    long bytesFree,
    long damaged,
    Optional<HealthView> health,
    List<NodeView> children) {

  /** Whether it takes part in the tree. */
  public boolean isOnline() {
    return state.equals("online");
  }

  /** Whether it waits to be let in by an operator. */
  public boolean isPending() {
    return state.equals("pending");
  }

  /** This node and all below it, from top to bottom. */
  public Stream<NodeView> all() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(NodeView::all));
  }
}

package org.legim.web.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.legim.config.GeoPoint;
import org.legim.tree.TreeNode;

/**
 * A node and those below it; the members are those of {@link TreeNode}.
 *
 * @param location null if the node was not told where it stands
 * @param damaged null if it is none
 * @param health how all images of the tree are off: at the gateway, once it has looked
 */
@JsonbPropertyOrder({
  "id",
  "name",
  "role",
  "state",
  "address",
  "location",
  "images",
  "bytesUsed",
  "bytesFree",
  "damaged",
  "latencyMs",
  "health",
  "children"
})
public record TreeNodeJson(
    String id,
    String name,
    String role,
    String state,
    String address,
    LocationJson location,
    long images,
    long bytesUsed,
    long bytesFree,
    Integer damaged,
    double latencyMs,
    HealthJson health,
    List<TreeNodeJson> children) {

  /**
   * A place on earth, in degrees.
   *
   * @param latitude north is positive
   * @param longitude east is positive
   */
  @JsonbPropertyOrder({"latitude", "longitude"})
  public record LocationJson(double latitude, double longitude) {

    static LocationJson of(GeoPoint point) {
      return new LocationJson(point.latitude(), point.longitude());
    }
  }

  static TreeNodeJson of(TreeNode node) {
    return new TreeNodeJson(
        node.id(),
        node.name(),
        node.role().label(),
        node.state().label(),
        node.address().toString(),
        node.location().map(LocationJson::of).orElse(null),
        node.images(),
        node.bytesUsed(),
        node.bytesFree(),
        node.damaged() == 0 ? null : node.damaged(),
        node.latencyMillis(),
        null,
        node.children().stream().map(TreeNodeJson::of).toList());
  }

  /** The same with the health of the tree. */
  TreeNodeJson with(HealthJson known) {
    return new TreeNodeJson(
        id, name, role, state, address, location, images, bytesUsed, bytesFree, damaged, latencyMs,
        known, children);
  }
}

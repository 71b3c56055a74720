package org.legim.launcher.backup;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whose folder it is.
 *
 * @param node the id of the node
 * @param tree the id of the tree that it belongs to
 */
record NodeIds(String node, String tree) {
  /** What a {@code node.json} says. */
  static NodeIds read(Path file) throws BackupException {
    try {
      Optional<JsonObject> json = Manifest.object(Files.readString(file));
      String node = json.map(each -> each.getString("id", "")).orElse("");
      String tree = json.map(each -> each.getString("tree", "")).orElse("");
      if (node.isEmpty() || tree.isEmpty()) {
        throw new BackupException(file + " is not valid: id or tree is missing");
      }
      return new NodeIds(node, tree);
    } catch (IOException e) {
      throw new BackupException(file + " cannot be read: " + e, e);
    }
  }
}

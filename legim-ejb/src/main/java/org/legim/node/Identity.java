package org.legim.node;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.legim.blob.Durable;

/**
 * Who a node is, kept in its {@code node.json}.
 *
 * @param id made at the first start, never changed
 * @param tree the tree that it belongs to
 * @param epoch the highest epoch of a gateway that it has seen
 * @param starts how often it has been started: tells a node from a copy of its folder
 */
public record Identity(String id, String tree, long epoch, long starts) {

  private static final long FIRST_EPOCH = 1;
  private static final Jsonb JSON = JsonbBuilder.create(new JsonbConfig().withFormatting(true));

  /** Read by JSON-B. */
  @JsonbCreator
  public Identity(
      @JsonbProperty("id") String id,
      @JsonbProperty("tree") String tree,
      @JsonbProperty("epoch") long epoch,
      @JsonbProperty("starts") long starts) {
    this.id = id;
    this.tree = tree;
    this.epoch = epoch;
    this.starts = starts;
  }

  /**
   * Counts one more start of the node whose file this is, making it at the first.
   *
   * @throws StartException if the file cannot be read
   */
  static Identity start(Path file) throws StartException {
    try {
      Identity identity = Files.exists(file) ? read(file) : fresh();
      Identity started =
          new Identity(identity.id, identity.tree, identity.epoch, identity.starts + 1);
      Durable.replace(file, JSON.toJson(started).getBytes(StandardCharsets.UTF_8));
      return started;
    } catch (IOException e) {
      throw new StartException(file + " cannot be read or written: " + e, e);
    }
  }

  private static Identity fresh() {
    return new Identity(UUID.randomUUID().toString(), UUID.randomUUID().toString(), FIRST_EPOCH, 0);
  }

  private static Identity read(Path file) throws StartException, IOException {
    try {
      Identity identity = JSON.fromJson(Files.readString(file), Identity.class);
      if (identity != null && identity.id != null && identity.tree != null && identity.epoch > 0) {
        return identity;
      }
    } catch (JsonbException e) {
      throw new StartException(file + " is not valid: " + e.getMessage(), e);
    }
    throw new StartException(file + " is not valid: id, tree or epoch is missing");
  }
}

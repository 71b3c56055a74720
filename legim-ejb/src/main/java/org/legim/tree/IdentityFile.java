package org.legim.tree;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.legim.blob.Durable;
import org.legim.link.NodeKey;

/** A node's identity in its {@code node.json}, which only its owner may read. */
public final class IdentityFile implements IdentityStore {

  private static final long FIRST_EPOCH = 1;
  private static final Jsonb JSON = JsonbBuilder.create(new JsonbConfig().withFormatting(true));

  private final Path file;
  private final Object writing = new Object();
  private volatile Identity identity;

  private IdentityFile(Path file, Identity identity) {
    this.file = file;
    this.identity = identity;
  }

  /**
   * Counts one more start of the node whose file this is, making it at the first.
   *
   * @param hasParent whether the node is told a parent
   * @throws IdentityException if the file cannot be read, or the node has no parent any more
   */
  public static IdentityFile start(Path file, boolean hasParent) throws IdentityException {
    try {
      Identity before = Files.exists(file) ? read(file) : fresh();
      IdentityFile opened = new IdentityFile(file, before);
      Identity placed = placed(file, withKeys(file, before), hasParent);
      opened.change(was -> placed.started());
      return opened;
    } catch (IOException e) {
      throw new IdentityException(file + " cannot be read or written: " + e, e);
    }
  }

  @Override
  public Identity identity() {
    return identity;
  }

  @Override
  public void change(UnaryOperator<Identity> change) throws IOException {
    synchronized (writing) {
      Identity changed = change.apply(identity);
      Durable.replacePrivate(file, JSON.toJson(changed).getBytes(StandardCharsets.UTF_8));
      identity = changed;
    }
  }

  private static Identity fresh() {
    return new Identity(newId(), newId(), FIRST_EPOCH, 0, null, null, false, null, false);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private static Identity withKeys(Path file, Identity identity) throws IdentityException {
    try {
      NodeKey key =
          identity.privateKey() == null
              ? NodeKey.generate(new SecureRandom())
              : NodeKey.of(identity.privateKey());
      return identity.withKeys(key.privateText(), key.publicText());
    } catch (IllegalArgumentException e) {
      throw new IdentityException(file + " is not valid: privateKey is " + e.getMessage(), e);
    }
  }

  // Two gateways of one tree must never be: both would give out the same revisions.
  private static Identity placed(Path file, Identity identity, boolean hasParent)
      throws IdentityException {
    if (hasParent || identity.parent() == null && !identity.member()) {
      return identity;
    }
    if (identity.member()) {
      throw new IdentityException(
          "parent.ip and parent.port are missing, but this node ("
              + file
              + ") belongs to the tree that it joined at "
              + identity.parent()
              + ": give them again; or, if the gateway is lost, start a new gateway at its old"
              + " address; or, to let this node begin a tree of its own with the images that it"
              + " has, set \"member\" to false in that file");
    }
    return identity.onItsOwn(newId());
  }

  private static Identity read(Path file) throws IdentityException, IOException {
    try {
      Identity identity = JSON.fromJson(Files.readString(file), Identity.class);
      if (identity != null
          && identity.id() != null
          && identity.tree() != null
          && identity.epoch() > 0) {
        return identity;
      }
    } catch (JsonbException e) {
      throw new IdentityException(file + " is not valid: " + e.getMessage(), e);
    }
    throw new IdentityException(file + " is not valid: id, tree or epoch is missing");
  }
}

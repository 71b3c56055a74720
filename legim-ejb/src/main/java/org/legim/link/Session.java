package org.legim.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.legim.link.LinkException.Kind;

/**
 * An agreement between a child and its parent by which each knows the requests of the other. Both
 * directions have a key of their own, so that nothing sent can be sent back. Thread-safe.
 *
 * <p>Paths are those below the deployment, {@code /link/join}, with their query: a proxy between
 * the nodes may map one deployment path to another.
 */
public final class Session {

  private final String id;
  private final Peer peer;

  /** More than one until the other side has shown, by its first right request, which it has. */
  private volatile List<SessionKeys> keys;

  private final AtomicLong counter = new AtomicLong();
  private final ReplayWindow window = new ReplayWindow();

  Session(String id, Peer peer, List<SessionKeys> keys) {
    this.id = id;
    this.peer = peer;
    this.keys = List.copyOf(keys);
  }

  /**
   * The other side.
   *
   * @param node its id
   * @param key its public key
   * @param parent whether it is the parent, rather than a child
   * @param secret whether the session's keys come from the secret too, which both have
   * @param trusted whether it has the secret, or stands on this machine
   */
  public record Peer(String node, String key, boolean parent, boolean secret, boolean trusted) {}

  /** Its id, which is no secret. */
  public String id() {
    return id;
  }

  /** The other side. */
  public Peer peer() {
    return peer;
  }

  /** The other side as the sender of a request that {@link #verify} found right. */
  public Caller caller(String host) {
    return new Caller(peer.node, id, peer.key, peer.trusted, host);
  }

  /** Signs one request; one that is sent again has to be signed again. */
  public Signature sign(String method, String path, byte[] body) {
    long next = counter.incrementAndGet();
    return new Signature(id, next, mac(keys.get(0).mine(), request(method, path, next, body)));
  }

  /**
   * Checks that the other side sent a request, and that it did not come before.
   *
   * @throws LinkException of kind REFUSED otherwise
   */
  public void verify(String method, String path, byte[] body, Signature signature)
      throws LinkException {
    String request = request(method, path, signature.counter(), body);
    SessionKeys right =
        keys.stream()
            .filter(each -> same(mac(each.theirs(), request), signature.text()))
            .findFirst()
            .orElseThrow(this::wrongSignature);
    if (keys.size() > 1) {
      keys = List.of(right);
    }
    // Only now: a forged counter must not move the window.
    if (!window.admit(signature.counter())) {
      throw new LinkException(
          Kind.REFUSED, "request " + signature.counter() + " of the session came before");
    }
  }

  private LinkException wrongSignature() {
    return new LinkException(
        Kind.REFUSED,
        peer.secret
            ? "the signature is wrong: the secret of the child is not its parent's"
            : "the signature is wrong");
  }

  /**
   * Signs the answer to a request of the other side.
   *
   * @param counter the request's
   */
  public String signAnswer(long counter, int status, byte[] body) {
    return mac(keys.get(0).mine(), answer(counter, status, body));
  }

  /**
   * Whether the other side gave this answer to a request of ours.
   *
   * @param counter the request's
   * @param signature may be null
   */
  public boolean isAnswer(long counter, int status, byte[] body, String signature) {
    return signature != null
        && same(mac(keys.get(0).theirs(), answer(counter, status, body)), signature);
  }

  private static String request(String method, String path, long counter, byte[] body) {
    return method + '\n' + path + '\n' + counter + '\n' + sha256(body);
  }

  // No method is in lower case: an answer never looks like a request of its sender.
  private static String answer(long counter, int status, byte[] body) {
    return "answer\n" + status + '\n' + counter + '\n' + sha256(body);
  }

  private static String mac(byte[] key, String text) {
    return Base64Url.encode(Hkdf.mac(key, text.getBytes(StandardCharsets.UTF_8)));
  }

  private static boolean same(String right, String given) {
    return MessageDigest.isEqual(
        right.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Everything but the keys. */
  @Override
  public String toString() {
    return "session " + id + " with " + peer;
  }
}

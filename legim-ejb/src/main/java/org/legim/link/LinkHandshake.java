package org.legim.link;

import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.legim.link.LinkException.Kind;

/**
 * How a child and its parent agree a session: each sends a random number and its public key, and
 * both compute the same keys. That the other could, shows in its first signed message.
 */
public final class LinkHandshake {

  private static final int NONCE_BYTES = 32;
  private static final int SESSION_BYTES = 16;
  private static final int MOST_ID_CHARACTERS = 64;

  private final String node;
  private final NodeKey key;
  private final List<String> secrets;
  private final SecureRandom random;

  /**
   * @param node this node's id
   * @param key this node's key pair
   * @param secrets the system's secret, where the node was given it, and after it another with
   *     which children may come as well
   */
  public LinkHandshake(String node, NodeKey key, List<String> secrets, SecureRandom random) {
    this.node = node;
    this.key = key;
    this.secrets = List.copyOf(secrets);
    this.random = random;
  }

  /**
   * What a parent answers, and the session that it begins.
   *
   * @param session tentative: who it is with is known once a request is signed in it
   */
  public record Welcome(HelloAnswer answer, Session session) {}

  /** The child's first words; for one attempt only. */
  public Hello hello() {
    return new Hello(
        Hello.PROTOCOL, node, random(NONCE_BYTES), key.publicText(), !secrets.isEmpty());
  }

  /**
   * The parent's side.
   *
   * @param direct whether the child stands on this machine and no proxy is between
   * @throws LinkException of kind REFUSED if they cannot talk
   */
  public Welcome welcome(Hello hello, boolean direct) throws LinkException {
    if (hello == null) {
      throw new LinkException(Kind.REFUSED, "the hello is empty");
    }
    check(hello.node(), hello.nonce(), hello.protocol(), "the child");
    boolean both = !secrets.isEmpty() && hello.secret();
    HelloAnswer answer =
        new HelloAnswer(
            Math.min(hello.protocol(), Hello.PROTOCOL),
            node,
            random(NONCE_BYTES),
            key.publicText(),
            random(SESSION_BYTES),
            both);
    byte[] agreed = agreed(hello.key());
    List<SessionKeys> keys =
        (both ? secrets.stream().map(Optional::of) : Stream.of(Optional.<String>empty()))
            .map(secret -> SessionKeys.derive(agreed, secret, hello, answer, false))
            .toList();
    Session.Peer child = new Session.Peer(hello.node(), hello.key(), false, both, both || direct);
    return new Welcome(answer, new Session(answer.session(), child, keys));
  }

  /**
   * The child's side.
   *
   * @param hello what it had said
   * @throws LinkException of kind REFUSED if they cannot talk
   */
  public Session agree(Hello hello, HelloAnswer answer) throws LinkException {
    if (answer == null || answer.session() == null || answer.session().isEmpty()) {
      throw new LinkException(Kind.FAILED, "the parent's answer to hello names no session");
    }
    check(answer.node(), answer.nonce(), answer.protocol(), "the parent");
    if (answer.protocol() > hello.protocol() || answer.secret() && !hello.secret()) {
      throw new LinkException(Kind.FAILED, "the parent's answer to hello does not fit");
    }
    // Otherwise whoever stands between them could do without the secret by saying so.
    if (hello.secret() && !answer.secret()) {
      throw new LinkException(
          Kind.REFUSED,
          "this node has a secret and the parent has none: give both the same, or neither");
    }
    Optional<String> secret = answer.secret() ? Optional.of(secrets.get(0)) : Optional.empty();
    SessionKeys keys = SessionKeys.derive(agreed(answer.key()), secret, hello, answer, true);
    Session.Peer parent =
        new Session.Peer(answer.node(), answer.key(), true, answer.secret(), answer.secret());
    return new Session(answer.session(), parent, List.of(keys));
  }

  private void check(String other, String nonce, int protocol, String who) throws LinkException {
    if (protocol < Math.max(1, Hello.PROTOCOL - 1)) {
      throw new LinkException(
          Kind.REFUSED,
          "%s speaks version %d of the link protocol, this node %d: they may differ by one"
              .formatted(who, protocol, Hello.PROTOCOL));
    }
    if (other == null || other.isBlank() || other.length() > MOST_ID_CHARACTERS) {
      throw new LinkException(Kind.REFUSED, who + " gives no id of a node: " + other);
    }
    if (other.equals(node)) {
      throw new LinkException(
          Kind.REFUSED, "node " + node + " is its own parent: check parent.ip and parent.port");
    }
    try {
      Base64Url.decode(nonce, NONCE_BYTES);
    } catch (IllegalArgumentException e) {
      throw new LinkException(Kind.REFUSED, who + "'s nonce is " + e.getMessage(), e);
    }
  }

  private byte[] agreed(String otherKey) throws LinkException {
    try {
      return key.agree(otherKey);
    } catch (InvalidKeyException e) {
      throw new LinkException(Kind.REFUSED, "the public key cannot be used: " + e.getMessage(), e);
    }
  }

  private String random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64Url.encode(bytes);
  }
}

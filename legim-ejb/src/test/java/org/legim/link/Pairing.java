package org.legim.link;

import java.security.SecureRandom;
import java.util.List;

/** A session's two ends. */
record Pairing(Session child, Session parent) {

  static final SecureRandom RANDOM = new SecureRandom();

  /** Of two nodes with these secrets; a null is none. */
  static Pairing of(String childSecret, String parentSecret) throws LinkException {
    return of(node("child", childSecret), node("parent", parentSecret));
  }

  static Pairing of(LinkHandshake child, LinkHandshake parent) throws LinkException {
    Hello hello = child.hello();
    LinkHandshake.Welcome welcome = parent.welcome(hello, false);
    return new Pairing(child.agree(hello, welcome.answer()), welcome.session());
  }

  static LinkHandshake node(String id, String secret) {
    return new LinkHandshake(
        id,
        NodeKey.generate(RANDOM),
        secret == null ? List.of() : List.of(secret.split(" ")),
        RANDOM);
  }
}

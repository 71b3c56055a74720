package org.legim.link;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The two keys of a session.
 *
 * @param mine signs what this side sends
 * @param theirs signs what the other side sends
 */
record SessionKeys(byte[] mine, byte[] theirs) {

  private static final String LABEL = "legim session 1";
  private static final int KEY_BYTES = 32;

  /**
   * Derives the keys (RFC 5869) from what only the two sides know. Everything that they told each
   * other goes into the derivation, so that who changed any of it gets no session.
   *
   * <p>The secret is never used alone: a listener would try weak ones against what it heard.
   *
   * @param agreed the shared secret of the two key pairs
   * @param secret what both were given, if both were
   */
  static SessionKeys derive(
      byte[] agreed, Optional<String> secret, Hello hello, HelloAnswer answer, boolean child) {
    byte[] key = Hkdf.extract(salt(hello, answer), material(agreed, secret));
    byte[] ofChild = Hkdf.expand(key, info(hello, answer, "child"), KEY_BYTES);
    byte[] ofParent = Hkdf.expand(key, info(hello, answer, "parent"), KEY_BYTES);
    return child ? new SessionKeys(ofChild, ofParent) : new SessionKeys(ofParent, ofChild);
  }

  private static byte[] salt(Hello hello, HelloAnswer answer) {
    return joined(Base64Url.decode(hello.nonce()), Base64Url.decode(answer.nonce()));
  }

  // The first part always has 32 bytes, so no two pairs make the same material.
  private static byte[] material(byte[] agreed, Optional<String> secret) {
    return joined(agreed, secret.orElse("").getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] info(Hello hello, HelloAnswer answer, String sender) {
    List<String> parts =
        List.of(
            LABEL,
            Integer.toString(hello.protocol()),
            Integer.toString(answer.protocol()),
            hello.node(),
            answer.node(),
            hello.key(),
            answer.key(),
            answer.session(),
            Boolean.toString(hello.secret()),
            Boolean.toString(answer.secret()),
            sender);
    ByteArrayOutputStream info = new ByteArrayOutputStream();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      info.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      info.writeBytes(bytes);
    }
    return info.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  /** Nothing of the keys. */
  @Override
  public String toString() {
    return "SessionKeys";
  }
}

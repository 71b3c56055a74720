package org.legim.grant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.legim.blob.Sha256;

/** The side of a node that users are sent to: checks grants. Safe from any thread. */
public final class GrantCheck {

  /**
   * By how much the node's idea of the gateway's time may be ahead of it, as that is set right
   * while the way to the gateway is cut.
   */
  private static final Duration TOLERANCE = Duration.ofSeconds(10);

  /** A name of 255 bytes and the longest URL are less. */
  private static final int MOST_CHARACTERS = 4096;

  private static final int MOST_REMEMBERED = 10_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(3);

  private final Supplier<List<String>> keys;
  private final Supplier<OptionalLong> time;

  /** Only what has been found genuine is remembered; whether it has expired is looked each time. */
  private final Cache<String, Genuine> genuine =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumSize(MOST_REMEMBERED)
          .expireAfterWrite(REMEMBERED)
          .build();

  /**
   * @param keys whose signatures count now
   * @param time what the gateway's clock shows, in milliseconds since 1970, if that is known
   */
  public GrantCheck(Supplier<List<String>> keys, Supplier<OptionalLong> time) {
    this.keys = keys;
    this.time = time;
  }

  private record Genuine(Grant grant, String key) {}

  /**
   * Checks a grant.
   *
   * @param token what {@link GrantSigner#sign} made, or anything
   * @param blob what is asked for
   * @throws GrantException unless the gateway has granted just that, and still does
   */
  public Grant check(String token, Sha256 blob) throws GrantException {
    if (token.length() > MOST_CHARACTERS) {
      throw new GrantException("is too long");
    }
    List<String> trusted = keys.get();
    Genuine found = genuine.getIfPresent(token);
    if (found == null || !trusted.contains(found.key())) {
      found = verify(token, trusted);
      genuine.put(token, found);
    }
    Grant grant = found.grant();
    if (!grant.blob().equals(blob)) {
      throw new GrantException("is for another blob");
    }
    Instant now =
        Instant.ofEpochMilli(
            time.get().orElseThrow(() -> new GrantException("cannot be judged yet")));
    if (!now.isBefore(grant.expires().plus(TOLERANCE))) {
      throw new GrantException("has expired");
    }
    return grant;
  }

  private static Genuine verify(String token, List<String> keys) throws GrantException {
    int dot = token.indexOf('.');
    try {
      byte[] text = Base64.getUrlDecoder().decode(token.substring(0, Math.max(0, dot)));
      byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      for (String key : keys) {
        if (GrantKey.isSignedBy(key, text, signature)) {
          return new Genuine(Grant.decode(text), key);
        }
      }
    } catch (IllegalArgumentException e) {
      throw new GrantException("is malformed", e);
    }
    throw new GrantException("is not signed by the gateway");
  }
}

package org.legim.grant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** The gateway's side: signs grants. Safe from any thread. */
public final class GrantSigner {

  /**
   * How long grants are the same for the same image, so that the URLs with them are too and caches
   * can tell that they are.
   */
  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final int MOST_REMEMBERED = 10_000;

  private final GrantKey key;

  /** A signature takes longer than the rest of a redirect. */
  private final Cache<Grant, String> signed =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumSize(MOST_REMEMBERED)
          .expireAfterWrite(WINDOW)
          .build();

  /** Signs by this key. */
  public GrantSigner(GrantKey key) {
    this.key = key;
  }

  /** The key that others check by. */
  public String publicKey() {
    return key.publicText();
  }

  /** When a grant of now expires: at the end of the next window, in one to two minutes. */
  public static Instant expiry(Instant now) {
    long window = WINDOW.toSeconds();
    return Instant.ofEpochSecond((now.getEpochSecond() / window + 2) * window);
  }

  /** The grant and its signature, as a text for URLs. */
  public String sign(Grant grant) {
    return signed.get(grant, this::make);
  }

  private String make(Grant grant) {
    byte[] text = grant.encode();
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString(text) + "." + encoder.encodeToString(key.sign(text));
  }
}

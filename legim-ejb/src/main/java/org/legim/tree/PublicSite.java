package org.legim.tree;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.legim.link.DeliveryNotice;

/**
 * A node as users see it: where they reach it, and the keys by whose signatures it lets them in.
 *
 * <p>The gateway makes a key each time it starts; it travels down with the answers to heartbeats.
 * Every other node keeps the newest two, as users may still come with what was signed before. It
 * judges whether that has expired by the gateway's clock, as it heard it last and counts it on:
 * clocks of nodes need not agree. Thread-safe.
 */
public final class PublicSite {

  private static final int KEPT = 2;

  private final Optional<String> url;
  private final LongSupplier nanos;
  private volatile Heard heard = new Heard(List.of(), 0, 0);
  private volatile Optional<Lead> lead = Optional.empty();

  /**
   * @param url the base URL that users may be sent to, if there is one
   * @param nanos a monotonic clock
   */
  public PublicSite(Optional<String> url, LongSupplier nanos) {
    this.url = url;
    this.nanos = nanos;
  }

  /** What no user is sent to. */
  public static PublicSite none() {
    return new PublicSite(Optional.empty(), () -> 0);
  }

  private record Heard(List<String> keys, long time, long at) {}

  private record Lead(String key, LongSupplier clock) {}

  /**
   * This node is the gateway.
   *
   * @param key the public half of the key that it signs with
   * @param clock milliseconds since 1970
   */
  public void lead(String key, LongSupplier clock) {
    lead = Optional.of(new Lead(key, clock));
  }

  /** What the parent says; null if that is nothing. */
  synchronized void hear(DeliveryNotice notice) {
    if (notice == null || notice.key() == null) {
      return;
    }
    List<String> keys =
        Stream.concat(Stream.of(notice.key()), heard.keys().stream())
            .distinct()
            .limit(KEPT)
            .toList();
    heard = new Heard(keys, notice.time(), nanos.getAsLong());
  }

  /** What children are told; empty as long as nothing is known. */
  Optional<DeliveryNotice> notice() {
    OptionalLong time = gatewayTime();
    return time.isEmpty()
        ? Optional.empty()
        : newestKey().map(key -> new DeliveryNotice(key, time.getAsLong()));
  }

  /** Where users reach the node. */
  public Optional<String> url() {
    return url;
  }

  /** The keys whose signatures count, the newest first. */
  public List<String> keys() {
    return lead.map(own -> List.of(own.key())).orElseGet(heard::keys);
  }

  /** The key that the gateway signs with now, as far as this node knows. */
  public Optional<String> newestKey() {
    return keys().stream().findFirst();
  }

  /**
   * What the gateway's clock shows, in milliseconds since 1970; some tenths of a second ago. Empty
   * as long as that is not known.
   */
  public OptionalLong gatewayTime() {
    Optional<Lead> own = lead;
    if (own.isPresent()) {
      return OptionalLong.of(own.get().clock().getAsLong());
    }
    Heard last = heard;
    return last.keys().isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            last.time() + TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - last.at()));
  }
}

package org.legim.errand;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.legim.blob.Sha256;
import org.legim.flow.Reason;

/**
 * Copies that the gateway has asked nodes for and that their receivers have not yet reported: so
 * that no blob is sent twice, and the same room is not given twice.
 */
public final class Flights {

  /** A sender, or a receiver, that has said nothing about a copy by then may never. */
  private static final long LAPSE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** Until then a heartbeat of the receiver has told how much room is left. */
  private static final long ROOM_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final LongSupplier nanos;
  private final Map<Sha256, List<Flight>> flights = new HashMap<>();
  private final Map<String, Long> bytes = new HashMap<>();
  private final Map<String, Long> heard = new HashMap<>();
  private final Deque<Landed> landed = new ArrayDeque<>();

  public Flights(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** A node is asked for a copy for a drain, or, without one, for relief. */
  public synchronized void begin(
      Sha256 blob, long length, String sender, String receiver, Optional<String> drain) {
    Reason reason = drain.isPresent() ? Reason.BACKFLOW : Reason.RELIEF;
    begin(new Flight(blob, length, sender, receiver, reason, drain, nanos.getAsLong(), false));
  }

  /** A node is asked for a copy that is for no drain. */
  public synchronized void begin(
      Sha256 blob, long length, String sender, String receiver, Reason reason) {
    long now = nanos.getAsLong();
    begin(new Flight(blob, length, sender, receiver, reason, Optional.empty(), now, false));
  }

  private void begin(Flight flight) {
    flights.computeIfAbsent(flight.blob, key -> new ArrayList<>(1)).add(flight);
    bytes.merge(flight.receiver, flight.bytes, Long::sum);
  }

  /** The nodes that a blob is on its way to. */
  public synchronized Set<String> receivers(Sha256 blob) {
    return flights.getOrDefault(blob, List.of()).stream()
        .map(Flight::receiver)
        .collect(Collectors.toSet());
  }

  /** Whether this copy is still waited for. */
  public synchronized boolean isUnderWay(Sha256 blob, String sender, String receiver) {
    return find(blob, sender, receiver).isPresent();
  }

  /** The receiver has a copy, as its sender says; empty if nobody waits for it. */
  public synchronized Optional<Flight> sent(Sha256 blob, String sender, String receiver) {
    heard.put(sender, nanos.getAsLong());
    Optional<Flight> known = find(blob, sender, receiver).filter(flight -> !flight.sent);
    known.ifPresent(
        flight -> {
          List<Flight> all = flights.get(blob);
          all.set(all.indexOf(flight), flight.sentAt(nanos.getAsLong()));
        });
    return known;
  }

  /** A copy did not arrive, as its sender says; empty if nobody waits for it. */
  public synchronized Optional<Flight> failed(Sha256 blob, String sender, String receiver) {
    heard.put(sender, nanos.getAsLong());
    Optional<Flight> known = find(blob, sender, receiver).filter(flight -> !flight.sent);
    known.ifPresent(this::drop);
    return known;
  }

  /** These nodes hold a blob, by their own reports. */
  public synchronized void landed(Sha256 blob, Set<String> holders) {
    for (Flight flight : List.copyOf(flights.getOrDefault(blob, List.of()))) {
      if (holders.contains(flight.receiver)) {
        remove(flight);
        landed.add(new Landed(flight.receiver, flight.bytes, nanos.getAsLong()));
      }
    }
  }

  /** The process of a sender has ended: what it did not say is done may not be. */
  public synchronized List<Flight> abandon(String sender) {
    List<Flight> abandoned =
        all().stream().filter(flight -> flight.sender.equals(sender) && !flight.sent).toList();
    abandoned.forEach(this::drop);
    return abandoned;
  }

  /** Forgets, and returns, what has been waited for in vain. */
  public synchronized List<Flight> lapse() {
    long now = nanos.getAsLong();
    while (!landed.isEmpty() && now - landed.peek().at >= ROOM_NANOS) {
      Landed first = landed.remove();
      freeRoom(first.receiver, first.bytes);
    }
    List<Flight> lapsed =
        all().stream().filter(flight -> now - lastSign(flight) >= LAPSE_NANOS).toList();
    lapsed.forEach(this::drop);
    return lapsed;
  }

  /** How many bytes to take from the room that a node says it has. */
  public synchronized long bytes(String receiver) {
    return bytes.getOrDefault(receiver, 0L);
  }

  // A slow sender is not a lost answer: as long as it tells of others, it may come to this one.
  private long lastSign(Flight flight) {
    Long of = flight.sent ? null : heard.get(flight.sender);
    return of == null || of - flight.at < 0 ? flight.at : of;
  }

  private List<Flight> all() {
    return flights.values().stream().flatMap(List::stream).toList();
  }

  private Optional<Flight> find(Sha256 blob, String sender, String receiver) {
    return flights.getOrDefault(blob, List.of()).stream()
        .filter(flight -> flight.sender.equals(sender) && flight.receiver.equals(receiver))
        .findFirst();
  }

  private void drop(Flight flight) {
    remove(flight);
    freeRoom(flight.receiver, flight.bytes);
  }

  private void remove(Flight flight) {
    flights.computeIfPresent(
        flight.blob,
        (key, all) -> {
          all.remove(flight);
          return all.isEmpty() ? null : all;
        });
  }

  private void freeRoom(String receiver, long length) {
    bytes.computeIfPresent(receiver, (key, sum) -> sum <= length ? null : sum - length);
  }

  /**
   * A copy on its way.
   *
   * @param drain what it is for; empty for anything but backflow
   * @param at when it was asked for, or sent
   * @param sent whether the receiver has it, as the sender says
   */
  public record Flight(
      Sha256 blob,
      long bytes,
      String sender,
      String receiver,
      Reason reason,
      Optional<String> drain,
      long at,
      boolean sent) {

    private Flight sentAt(long now) {
      return new Flight(blob, bytes, sender, receiver, reason, drain, now, true);
    }
  }

  private record Landed(String receiver, long bytes, long at) {}
}

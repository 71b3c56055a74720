package org.legim.drain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.legim.catalogue.DrainRecord;
import org.legim.catalogue.DrainRecord.Leaver;
import org.legim.catalogue.DrainRecord.State;
import org.legim.errand.Flights;
import org.legim.flow.Progress;
import org.legim.link.BlobEntry;

/** A drain that is under way: what is remembered of it, and its nodes. */
final class Drain {

  private static final double MEGABYTE = 1e6;
  private static final int MOST_RECEIVED = 100_000;

  private final Shared shared;
  private final Map<String, LeavingNode> departures = new ConcurrentHashMap<>();
  private final Map<String, List<BlobEntry>> received = new HashMap<>();
  private final Errors errors = new Errors();
  private final Progress progress;
  private int remembered;
  private volatile DrainRecord record;
  private volatile boolean planned;
  private volatile long bytesToCopy;

  Drain(DrainRecord record, Shared shared) {
    this.record = record;
    this.shared = shared;
    this.progress = new Progress(shared.nanos());
    for (Leaver leaver : record.leavers()) {
      departures.put(leaver.node(), new LeavingNode(this, leaver.node(), shared));
    }
  }

  String id() {
    return record.id();
  }

  DrainRecord record() {
    return record;
  }

  /** What has become of it; durable already. */
  void become(DrainRecord changed) {
    record = changed;
  }

  Errors errors() {
    return errors;
  }

  Progress progress() {
    return progress;
  }

  LeavingNode departure(String node) {
    return departures.get(node);
  }

  /** The nodes that have not left yet, but will. */
  List<Leaver> leaving() {
    return record.leavers().stream().filter(each -> each.state() == State.DRAINING).toList();
  }

  Optional<Leaver> leaver(String node) {
    return record.leavers().stream().filter(each -> each.node().equals(node)).findFirst();
  }

  /** The record with one of its nodes changed. */
  DrainRecord with(String node, UnaryOperator<Leaver> change) {
    return Changes.ofLeavers(record, each -> each.node().equals(node) ? change.apply(each) : each);
  }

  /** Whether its room is reserved, as far as there is any. */
  boolean isPlanned() {
    return planned;
  }

  /** Its room is reserved. */
  void planned(Planner.Plan plan) {
    for (StopPlan.Step step : plan.steps()) {
      departures.get(step.node()).holds(step.blobs(), step.bytes());
    }
    bytesToCopy = plan.bytes() + progress.total();
    planned = true;
  }

  /** A receiver has a blob of it. */
  void copied(Flights.Flight flight) {
    progress.copied(flight.bytes());
    synchronized (received) {
      if (remembered < MOST_RECEIVED) {
        remembered++;
        received
            .computeIfAbsent(flight.receiver(), key -> new ArrayList<>())
            .add(new BlobEntry(flight.blob().hex(), flight.bytes()));
      }
    }
  }

  /** What the receivers have got of it, by their ids. */
  Map<String, List<BlobEntry>> received() {
    synchronized (received) {
      return Map.copyOf(received);
    }
  }

  DrainStatus status() {
    DrainRecord r = record;
    long blobsDone = 0;
    long bytesDone = 0;
    long blobsLeft = 0;
    long bytesLeft = 0;
    long skipped = 0;
    for (Leaver leaver : r.leavers()) {
      LeavingNode departure = departures.get(leaver.node());
      blobsDone += departure.blobsDone();
      bytesDone += departure.bytesDone();
      skipped += departure.blobsSkipped();
      if (leaver.run() != null && leaver.state() != State.GONE) {
        blobsLeft += departure.blobsLeft();
        bytesLeft += departure.bytesLeft();
      }
    }
    long speed = progress.bytesPerSecond();
    long toCopy = Math.min(bytesLeft, Math.max(0, bytesToCopy - progress.total()));
    return new DrainStatus(
        r,
        blobsDone,
        bytesDone,
        blobsLeft,
        bytesLeft,
        skipped,
        speed,
        Progress.seconds(toCopy, speed),
        errors.list(),
        Optional.empty());
  }

  /** How it stands, in one line of a log. */
  String line() {
    DrainStatus now = status();
    String speed =
        now.secondsLeft().isPresent()
            ? String.format(
                Locale.ROOT,
                ", %.1f MB/s, about %d s left",
                now.bytesPerSecond() / MEGABYTE,
                now.secondsLeft().getAsLong())
            : "";
    String error = now.errors().isEmpty() ? "" : "; " + now.errors().get(0);
    return String.format(
            Locale.ROOT,
            "drain %s of %s: %d of %d blobs, %.1f of %.1f MB",
            record.id(),
            record.name(),
            now.blobsDone(),
            now.blobsDone() + now.blobsLeft(),
            now.bytesDone() / MEGABYTE,
            (now.bytesDone() + now.bytesLeft()) / MEGABYTE)
        + speed
        + error;
  }
}

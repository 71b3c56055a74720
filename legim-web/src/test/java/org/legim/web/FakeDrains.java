package org.legim.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.legim.catalogue.DrainRecord;
import org.legim.catalogue.DrainRecord.Cause;
import org.legim.catalogue.DrainRecord.Leaver;
import org.legim.catalogue.DrainRecord.State;
import org.legim.drain.Certificate;
import org.legim.drain.DrainService;
import org.legim.drain.DrainStatus;
import org.legim.drain.StopPlan;
import org.legim.link.BlobEntry;

/** A gateway that has retired one node, of the name hanoi, and has no room for another. */
public final class FakeDrains implements DrainService {

  private static final long BEGUN = 1_795_428_000_250L;

  private final List<BlobEntry> blobs;

  /** A drain that has handed over these blobs, in the order of their hashes. */
  public FakeDrains(BlobEntry... blobs) {
    this.blobs = List.of(blobs);
  }

  /** The drain, as it stood in the middle. */
  public static DrainStatus underWay() {
    return new DrainStatus(
        record(State.DRAINING, 0, null),
        40,
        4_000,
        60,
        6_000,
        10,
        500,
        OptionalLong.of(12),
        List.of("blob ab is damaged"),
        Optional.empty());
  }

  /** The drain, as it ended. */
  public static DrainStatus gone() {
    return new DrainStatus(
        record(State.GONE, BEGUN + 2_000, "All is handed over."),
        100,
        10_000,
        0,
        0,
        10,
        0,
        OptionalLong.empty(),
        List.of(),
        Optional.of(new Certificate(100, 10_000, "0a")));
  }

  private static DrainRecord record(State state, long ended, String reason) {
    return new DrainRecord(
        "d1",
        "id-1",
        "hanoi",
        Cause.RETIRE,
        state,
        List.of(new Leaver("id-1", "hanoi", "id-0", "run-1", state)),
        BEGUN,
        ended,
        90,
        9_000,
        reason);
  }

  @Override
  public StopPlan plan(String idOrName) {
    return new StopPlan(
        "id-1",
        idOrName,
        List.of(new StopPlan.Step("id-1", idOrName, true, 100, 10_000)),
        90,
        9_000,
        1_000,
        List.of(
            new StopPlan.Receiver("id-0", "vietnam", 9_000, 5_000),
            new StopPlan.Receiver("id-2", "da-nang", 0, 2_000)),
        OptionalLong.empty(),
        false,
        List.of("2000 bytes are missing."));
  }

  @Override
  public DrainStatus retire(String idOrName, boolean force) {
    return underWay();
  }

  @Override
  public Optional<DrainStatus> find(String id) {
    return all().stream().filter(each -> each.drain().id().equals(id)).findFirst();
  }

  @Override
  public List<DrainStatus> all() {
    return List.of(gone());
  }

  @Override
  public DrainStatus cancel(String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void maintenance(String idOrName, Duration time) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<BlobEntry> handedOver(String id, String after, int limit) {
    return blobs.stream().filter(blob -> blob.sha256().compareTo(after) > 0).limit(limit).toList();
  }
}

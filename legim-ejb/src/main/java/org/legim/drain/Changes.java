package org.legim.drain;

import java.util.function.UnaryOperator;
import org.legim.catalogue.DrainRecord;
import org.legim.catalogue.DrainRecord.Cause;
import org.legim.catalogue.DrainRecord.Leaver;
import org.legim.catalogue.DrainRecord.State;

/** What is remembered of a drain, with something changed. */
final class Changes {

  private Changes() {}

  /** A node of a drain, with another process or state. */
  static Leaver of(Leaver leaver, String run, State state) {
    return new Leaver(leaver.node(), leaver.name(), leaver.parent(), run, state);
  }

  /** The drain with its nodes changed. */
  static DrainRecord ofLeavers(DrainRecord record, UnaryOperator<Leaver> change) {
    return new DrainRecord(
        record.id(),
        record.node(),
        record.name(),
        record.cause(),
        record.state(),
        record.leavers().stream().map(change).toList(),
        record.begun(),
        record.ended(),
        record.blobs(),
        record.bytes(),
        record.reason());
  }

  /** The drain as an operator wants it. */
  static DrainRecord toRetire(DrainRecord record) {
    return new DrainRecord(
        record.id(),
        record.node(),
        record.name(),
        Cause.RETIRE,
        record.state(),
        record.leavers(),
        record.begun(),
        record.ended(),
        record.blobs(),
        record.bytes(),
        record.reason());
  }

  /** The drain at its end, with those of its nodes that have not left yet. */
  static DrainRecord toEnd(DrainRecord record, State state, long ended, String reason) {
    return new DrainRecord(
        record.id(),
        record.node(),
        record.name(),
        record.cause(),
        state,
        record.leavers().stream()
            .map(each -> each.state() == State.DRAINING ? of(each, each.run(), state) : each)
            .toList(),
        record.begun(),
        ended,
        record.blobs(),
        record.bytes(),
        reason);
  }
}

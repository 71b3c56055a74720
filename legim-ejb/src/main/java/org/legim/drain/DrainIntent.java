package org.legim.drain;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.legim.catalogue.DrainRecord.Cause;
import org.legim.link.DrainNotice.Phase;

/**
 * What a leaving node remembers of its leaving.
 *
 * @param drain the id that the gateway gave
 * @param cause what began it, as far as this node knows: a stop of its own, or somebody else
 * @param begun milliseconds since 1970-01-01T00:00:00Z
 * @param phase what the gateway said last
 */
@JsonbPropertyOrder({"drain", "cause", "begun", "phase"})
public record DrainIntent(String drain, Cause cause, long begun, Phase phase) {

  /** Read by JSON-B. */
  @JsonbCreator
  public DrainIntent(
      @JsonbProperty("drain") String drain,
      @JsonbProperty("cause") Cause cause,
      @JsonbProperty("begun") long begun,
      @JsonbProperty("phase") Phase phase) {
    this.drain = drain;
    this.cause = cause;
    this.begun = begun;
    this.phase = phase;
  }
}

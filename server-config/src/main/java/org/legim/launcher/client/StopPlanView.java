package org.legim.launcher.client;

import java.util.List;
import java.util.OptionalLong;

/**
 * What would happen if a node were retired, as {@code GET /tree/{node}/stop-plan} shows it. Texts
 * are fit to be printed.
 *
 * @param blobs how many would be copied
 * @param bytesStaying how many bytes need not be copied
 * @param steps who would leave, in this order
 * @param receivers where the bytes would go
 * @param seconds how long it would take; empty if nobody knows
 * @param obstacles why it is not possible
 */
public record StopPlanView(
    String name,
    long blobs,
    long bytes,
    long bytesStaying,
    List<Step> steps,
    List<Receiver> receivers,
    OptionalLong seconds,
    boolean possible,
    List<String> obstacles) {

  /** A node that would leave. */
  public record Step(String name, boolean online, long blobs, long bytes) {}

  /** A node that would receive. */
  public record Receiver(String name, long bytes, long bytesFree) {}
}

package org.legim.launcher.client;

/** How a drain stands, in one line. */
public final class DrainLine {
  private static final int WIDTH = 24;
  private static final int ALL = 100;

  private DrainLine() {}

  /** The numbers alone: {@code 40 of 100 images, 4.0 kB of 10 kB, 500 B/s, 12 s left}. */
  public static String numbers(DrainView drain) {
    String rate =
        drain.bytesPerSecond() == 0 ? "" : ", " + ByteCount.of(drain.bytesPerSecond()) + "/s";
    String left =
        drain.secondsLeft().isPresent()
            ? ", " + TimeSpan.of(drain.secondsLeft().getAsLong()) + " left"
            : "";
    return "%d of %d images, %s of %s%s%s"
        .formatted(
            drain.blobsDone(),
            drain.blobsDone() + drain.blobsLeft(),
            ByteCount.of(drain.bytesDone()),
            ByteCount.of(drain.bytesDone() + drain.bytesLeft()),
            rate,
            left);
  }

  /** The numbers behind a bar that fills up. */
  public static String bar(DrainView drain) {
    int percent = percent(drain);
    int filled = WIDTH * percent / ALL;
    return "%s [%s%s] %3d%%  %s"
        .formatted(
            drain.name(), "#".repeat(filled), ".".repeat(WIDTH - filled), percent, numbers(drain));
  }

  /** Not 100 before nothing is left. */
  private static int percent(DrainView drain) {
    if (drain.blobsLeft() == 0) {
      return ALL;
    }
    double all = (double) drain.bytesDone() + drain.bytesLeft();
    return all == 0 ? 0 : (int) Math.min(ALL - 1, drain.bytesDone() / all * ALL);
  }
}

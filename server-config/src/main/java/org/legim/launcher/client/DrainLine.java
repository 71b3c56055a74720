package org.legim.launcher.client;

/** How a drain stands, in one line. */
public final class DrainLine {
  private static final int WIDTH = 24;

  /** Of a terminal that nobody has made larger. */
  private static final int LONGEST = 79;

  private static final int ALL = 100;

  private DrainLine() {}

  /** The numbers alone: {@code 40 of 100 images, 4.0 kB of 10 kB, 500 B/s, 12 s left}. */
  public static String numbers(DrainView drain) {
    return "%s, %s of %s%s"
        .formatted(
            images(drain),
            ByteCount.of(drain.bytesDone()),
            ByteCount.of(drain.bytesDone() + drain.bytesLeft()),
            speed(drain));
  }

  /** A bar that fills up, and fewer numbers: a line that is drawn over itself must not wrap. */
  public static String bar(DrainView drain) {
    int percent = percent(drain);
    int filled = WIDTH * percent / ALL;
    String line =
        "%s [%s%s] %3d%%  %s%s"
            .formatted(
                drain.name(),
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                percent,
                images(drain),
                speed(drain));
    return line.substring(0, Math.min(line.length(), LONGEST));
  }

  private static String images(DrainView drain) {
    return "%d of %d images".formatted(drain.blobsDone(), drain.blobsDone() + drain.blobsLeft());
  }

  private static String speed(DrainView drain) {
    String rate =
        drain.bytesPerSecond() == 0 ? "" : ", " + ByteCount.of(drain.bytesPerSecond()) + "/s";
    return drain.secondsLeft().isPresent()
        ? "%s, %s left".formatted(rate, TimeSpan.of(drain.secondsLeft().getAsLong()))
        : rate;
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

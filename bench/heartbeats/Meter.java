import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.TreeMap;

/**
 * CPU time and bytes of a gateway. All runs in one thread and the catalogue's writer, so what both
 * use between {@link #begin} and {@link #end} is the gateway's; garbage collection is not counted.
 */
final class Meter {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Map<String, Part> parts = new TreeMap<>();
  private long writer = -1;
  private long begun;
  private String only;

  /** One kind of call. */
  static final class Part {
    long calls;
    long nanos;
    long bytes;
  }

  /** The thread that writes the catalogue. */
  void writer(long thread) {
    writer = thread;
  }

  void begin() {
    begun = now();
  }

  /** Counts only calls of this node from now on; null for everything. */
  void only(String node) {
    only = node;
  }

  void end(String what, String node, long bytes) {
    if (only != null && !only.equals(node)) {
      return;
    }
    Part part = parts.computeIfAbsent(what, key -> new Part());
    part.nanos += now() - begun;
    part.bytes += bytes;
    part.calls++;
  }

  private long now() {
    return THREADS.getCurrentThreadCpuTime() + (writer < 0 ? 0 : THREADS.getThreadCpuTime(writer));
  }

  /** What was measured since the last call. */
  Sum take() {
    Sum sum = new Sum(0, 0, 0);
    Map<String, Sum> byPart = new TreeMap<>();
    for (Map.Entry<String, Part> each : parts.entrySet()) {
      Part part = each.getValue();
      Sum one = new Sum(part.nanos, part.bytes, part.calls);
      byPart.put(each.getKey(), one);
      sum = new Sum(sum.nanos + one.nanos, sum.bytes + one.bytes, sum.calls + one.calls);
    }
    parts.clear();
    last = byPart;
    return sum;
  }

  private Map<String, Sum> last = Map.of();

  /** The parts of what was taken last. */
  Map<String, Sum> parts() {
    return last;
  }

  /** What something has cost. */
  record Sum(long nanos, long bytes, long calls) {}
}

import java.util.Locale;
import java.util.Map;
import org.legim.latency.SlowHolderExperiment;
import org.legim.latency.SlowHolderExperiment.Result;
import org.legim.latency.SlowHolderExperiment.Router;
import org.legim.latency.SlowHolderExperiment.Timeline;

/** Prints what a node that becomes slow does to the users, for one way to choose after another. */
final class SlowHolder {

  private static final Map<Router, String> NAMES =
      Map.of(
          Router.ROUND_ROBIN, "round robin",
          Router.LEAST_LOADED, "least loaded",
          Router.LOWEST_COST, "lowest cost",
          Router.LOWEST_COST_WITH_HEDGES, "lowest cost, hedged");

  private SlowHolder() {}

  public static void main(String[] arguments) {
    Timeline timeline =
        new Timeline(
            Integer.parseInt(arguments[0]),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]));
    System.out.printf(
        "%-20s %12s %9s %8s %8s %7s %7s %11s%n",
        "", "ok, slow", "ok, all", "p99 ms", "p99.9 ms", "hedges", "probes", "used again");
    for (Router router : Router.values()) {
      print(NAMES.get(router), SlowHolderExperiment.run(router, timeline));
    }
  }

  private static void print(String name, Result result) {
    System.out.printf(
        Locale.ROOT,
        "%-20s %10.3f %% %7.3f %% %8d %8d %5.2f %% %7d %9.1f s%n",
        name,
        100 * result.successWhileSlow(),
        100 * result.success(),
        result.p99Millis(),
        result.p999Millis(),
        100 * result.extra(),
        result.probes(),
        result.usedAgainSeconds());
  }
}

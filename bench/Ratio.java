import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.LinkedHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times the same requests at two nodes, one after the other in turn, and prints the medians and
 * their ratio: {@code java bench/Ratio.java SMALL_URL LARGE_URL ROUNDS}.
 */
class Ratio {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[2]);
    Map<String, List<String>> requests = new LinkedHashMap<>();
    for (String node : List.of(arguments[0], arguments[1])) {
      List<String> ids = ids(node);
      put(requests, "list, first page of 10", node + "/api/images?limit=10");
      put(requests, "list, after an id", node + "/api/images?limit=10&after=" + ids.get(0));
      put(requests, "list, by sha256", node + "/api/images?limit=10&sha256=" + sha256(node));
      put(requests, "info", node + "/api/images/" + ids.get(ids.size() / 2) + "/info");
      put(requests, "get", node + "/api/images/" + ids.get(ids.size() / 2));
      put(requests, "tree", node + "/api/tree");
    }
    System.out.printf("%-24s %12s %12s %8s%n", "request", "small us", "large us", "ratio");
    for (var request : requests.entrySet()) {
      compare(request.getKey(), request.getValue().get(0), request.getValue().get(1), rounds);
    }
  }

  private static void put(Map<String, List<String>> requests, String name, String url) {
    requests.computeIfAbsent(name, key -> new ArrayList<>()).add(url);
  }

  private static void compare(String name, String small, String large, int rounds)
      throws Exception {
    long[][] nanos = new long[2][rounds];
    for (int round = -rounds / 2; round < rounds; round++) {
      long a = time(small);
      long b = time(large);
      if (round >= 0) {
        nanos[0][round] = a;
        nanos[1][round] = b;
      }
    }
    double first = median(nanos[0]);
    double second = median(nanos[1]);
    System.out.printf("%-24s %12.0f %12.0f %8.2f%n", name, first, second, second / first);
  }

  private static double median(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length / 2] / 1000.0;
  }

  private static long time(String url) throws Exception {
    long begin = System.nanoTime();
    var response =
        CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(url + " answered " + response.statusCode());
    }
    return System.nanoTime() - begin;
  }

  private static List<String> ids(String node) throws Exception {
    List<String> ids = new ArrayList<>();
    Matcher id = ID.matcher(body(node + "/api/images?limit=1000"));
    while (id.find()) {
      ids.add(id.group(1));
    }
    return ids;
  }

  private static String sha256(String node) throws Exception {
    Matcher hash =
        Pattern.compile("\"sha256\":\"([^\"]+)\"").matcher(body(node + "/api/images?limit=1"));
    hash.find();
    return hash.group(1);
  }

  private static String body(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return CLIENT.send(request, BodyHandlers.ofString()).body();
  }
}

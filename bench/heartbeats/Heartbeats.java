import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.image.WriteCondition;

/**
 * What a gateway spends on its leaves, with few images and with many, side by side: {@code
 * Heartbeats FOLDER LEAVES FEW MANY COPIES}.
 */
final class Heartbeats {

  private static final int ROUNDS = 3;
  private static final int SECONDS = 30;
  private static final int WRITES = 100;

  /** Something to measure. */
  @FunctionalInterface
  private interface Scenario {
    void run(World world) throws Exception;
  }

  private static final List<Long> openedFew = new ArrayList<>();
  private static final List<Long> openedMany = new ArrayList<>();
  private static World few;
  private static World many;

  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.SEVERE);
    Path folder = Path.of(arguments[0]);
    int leaves = Integer.parseInt(arguments[1]);
    int copies = Integer.parseInt(arguments[4]);
    few = open(folder.resolve("few"), new Images(leaves, Integer.parseInt(arguments[2]), copies));
    many = open(folder.resolve("many"), new Images(leaves, Integer.parseInt(arguments[3]), copies));
    few.untilWhole();
    many.untilWhole();
    for (World world : List.of(few, many)) {
      for (int image = 0; image < leaves; image++) {
        world.upload(); // something to delete later
      }
      world.seconds(2 * SECONDS);
    }

    System.out.printf(
        "%-44s %9s %9s %6s %11s %11s %6s%n",
        leaves + " leaves; images of each:",
        few.images().perLeaf(),
        many.images().perLeaf(),
        "",
        few.images().perLeaf(),
        many.images().perLeaf(),
        "");
    System.out.printf(
        "%-44s %9s %9s %6s %11s %11s %6s%n",
        "", "CPU ms", "CPU ms", "ratio", "bytes", "bytes", "ratio");
    System.out.flush();
    measure(
        "a second of idle heartbeats and reports",
        SECONDS,
        ROUNDS,
        world -> world.seconds(SECONDS));
    parts();
    measure("a second in which 1% of the leaves change", SECONDS, ROUNDS, Heartbeats::changing);
    parts();
    measure("all leaves after a restart of the gateway", 1, ROUNDS, Heartbeats::restart);
    parts();
    System.out.printf("  opening its files took %s and %s ms%n", openedFew, openedMany);
    for (int changes : new int[] {0, 10, 100, 1000}) {
      measure(
          "a leaf comes back, " + changes + " changes",
          1,
          ROUNDS,
          world -> comeBack(world, changes));
    }
    parts();
    measure("a leaf differs by one record", 1, ROUNDS, Heartbeats::differ);
    parts();

    System.out.printf("%n%-44s %9s %9s %6s%n", "one after the other, us:", "", "", "ratio");
    micros("put of a new image", Heartbeats::put);
    micros("put in the place of another", Heartbeats::replace);
    micros("delete of an image", Heartbeats::delete);
    micros(
        "holders of an image",
        world ->
            world
                .gateway()
                .catalogue()
                .holders(new org.legim.blob.Sha256(world.images().hash(random(world)))));
    micros(
        "way to a node, for an image's info",
        world -> world.gateway().tree().topology().pathTo(Leaf.id(random(world) % leaves)));
    micros("the whole tree", world -> world.gateway().tree().topology().root());
    micros("the staying nodes", world -> world.gateway().tree().topology().staying());
    few.close();
    many.close();
  }

  private static World open(Path folder, Images images) throws Exception {
    Files.createDirectories(folder);
    long begin = System.nanoTime();
    Fill.fill(folder, images);
    long filled = System.nanoTime();
    World world = new World(folder, images);
    System.out.printf(
        Locale.ROOT,
        "%,d holders of %,d images: filled in %d s, opened in %d ms, %,d MB%n",
        images.leaves() * images.perLeaf(),
        images.count(),
        (filled - begin) / 1_000_000_000,
        (System.nanoTime() - filled) / 1_000_000,
        Files.size(folder.resolve("catalogue.db")) >> 20);
    return world;
  }

  private static void changing(World world) throws Exception {
    int changes = Math.max(1, world.images().leaves() / 100);
    for (int second = 0; second < SECONDS; second++) {
      for (int change = 0; change < changes; change++) {
        if ((second + change) % 2 == 0) {
          world.upload();
        } else {
          world.deleteUpload();
        }
      }
      world.seconds(1);
    }
  }

  private static void restart(World world) throws Exception {
    (world == few ? openedFew : openedMany).add(world.restart());
    world.untilWhole();
  }

  private static void comeBack(World world, int changes) throws Exception {
    Leaf leaf = world.leaf(world.nextLeaf());
    List<String> present = new ArrayList<>();
    for (int change = 0; change < changes / 2; change++) {
      present.add(world.arrive(leaf));
    }
    world.seconds(2);
    leaf.away(true);
    world.until(() -> !world.stays(leaf));
    world.seconds(2);
    for (String id : present) {
      world.arrive(leaf);
      world.delete(id);
    }
    leaf.away(false);
    settle(world, leaf);
  }

  private static void differ(World world) {
    Leaf leaf = world.leaf(1);
    world.differ(leaf);
    settle(world, leaf);
  }

  /** Counts from here on, and of this leaf only: the heartbeats of the others go on. */
  private static void settle(World world, Leaf leaf) {
    world.meter().take();
    world.meter().only(leaf.id());
    leaf.compare();
    world.until(leaf::isComplete);
    world.meter().only(null);
  }

  private static void measure(String what, int units, int rounds, Scenario scenario)
      throws Exception {
    List<Meter.Sum> sumsFew = new ArrayList<>();
    List<Meter.Sum> sumsMany = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      sumsFew.add(run(few, scenario));
      sumsMany.add(run(many, scenario));
    }
    Meter.Sum one = median(sumsFew);
    Meter.Sum other = median(sumsMany);
    System.out.printf(
        Locale.ROOT,
        "%-44s %9.2f %9.2f %6.2f %11d %11d %6.2f%n",
        what,
        one.nanos() / 1e6 / units,
        other.nanos() / 1e6 / units,
        (double) other.nanos() / one.nanos(),
        one.bytes() / units,
        other.bytes() / units,
        (double) other.bytes() / one.bytes());
  }

  private static Meter.Sum run(World world, Scenario scenario) throws Exception {
    world.meter().take();
    scenario.run(world);
    return world.meter().take();
  }

  private static Meter.Sum median(List<Meter.Sum> sums) {
    return sums.stream()
        .sorted(Comparator.comparingLong(Meter.Sum::nanos))
        .skip(sums.size() / 2)
        .findFirst()
        .orElseThrow();
  }

  /** Of the last round: which calls it was. */
  private static void parts() {
    for (String part : many.meter().parts().keySet()) {
      Meter.Sum one = few.meter().parts().getOrDefault(part, new Meter.Sum(0, 0, 0));
      Meter.Sum other = many.meter().parts().get(part);
      System.out.printf(
          Locale.ROOT,
          "  %-42s %9.2f %9.2f %6s %11d %11d  %d and %d calls%n",
          part,
          one.nanos() / 1e6,
          other.nanos() / 1e6,
          "",
          one.bytes(),
          other.bytes(),
          one.calls(),
          other.calls());
    }
  }

  /** One call. */
  @FunctionalInterface
  private interface Call {
    void make(World world) throws Exception;
  }

  private static final Random RANDOM = new Random(1);

  private static int random(World world) {
    return RANDOM.nextInt(world.images().count());
  }

  private static void put(World world) throws Exception {
    world
        .gateway()
        .catalogue()
        .put(
            "put-" + world.sha256("id" + RANDOM.nextLong()).hex(),
            Gateway.image(1, world.sha256("put" + RANDOM.nextLong())),
            WriteCondition.NONE);
  }

  private static void replace(World world) throws Exception {
    world
        .gateway()
        .catalogue()
        .put(
            Images.id(random(world)),
            Gateway.image(1, world.sha256("replace" + RANDOM.nextLong())),
            WriteCondition.NONE);
  }

  private static void delete(World world) throws Exception {
    String id = Images.id(random(world));
    if (world.gateway().catalogue().find(id).isPresent()) {
      world.gateway().catalogue().delete(id, WriteCondition.NONE);
    }
  }

  private static void micros(String what, Call call) throws Exception {
    long[][] nanos = new long[2][WRITES];
    for (int i = -WRITES / 2; i < WRITES; i++) {
      long a = time(few, call);
      long b = time(many, call);
      if (i >= 0) {
        nanos[0][i] = a;
        nanos[1][i] = b;
      }
    }
    double a = median(nanos[0]);
    double b = median(nanos[1]);
    System.out.printf(Locale.ROOT, "%-44s %9.0f %9.0f %6.2f%n", what, a, b, b / a);
  }

  private static double median(long[] nanos) {
    java.util.Arrays.sort(nanos);
    return nanos[nanos.length / 2] / 1000.0;
  }

  private static long time(World world, Call call) throws Exception {
    long begin = System.nanoTime();
    call.make(world);
    return System.nanoTime() - begin;
  }
}

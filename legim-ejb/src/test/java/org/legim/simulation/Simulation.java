package org.legim.simulation;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.legim.catalogue.CatalogueException;

/** One world from its beginning to its end: calm and trouble in turns. */
final class Simulation {

  private final long seed;
  private final int phases;
  private final Map<String, Long> counts;

  /**
   * @param phases how often trouble begins and ends
   * @param counts gets how often what happened
   */
  Simulation(long seed, int phases, Map<String, Long> counts) {
    this.seed = seed;
    this.phases = phases;
    this.counts = counts;
  }

  /**
   * @return a number that is the same for the same seed
   * @throws AssertionError if anything was not as it has to be
   */
  int run() throws IOException {
    Path memory = Path.of("/dev/shm");
    Path folder =
        Files.isWritable(memory)
            ? Files.createTempDirectory(memory, "legim-simulation")
            : Files.createTempDirectory("legim-simulation");
    try (World world = new World(seed, folder, counts)) {
      Listening listening = new Listening(world);
      Logger logger = Logger.getLogger("org.legim");
      boolean parents = logger.getUseParentHandlers();
      logger.setUseParentHandlers(false);
      logger.addHandler(listening);
      try {
        begin(world);
        Chaos chaos = new Chaos(world);
        Calm calm = new Calm(world, chaos);
        chaos.startAll();
        calm.await();
        for (int i = 0; i < phases; i++) {
          chaos.rage();
          calm.await();
          if (world.chance(0.3)) {
            if (world.chance(0.7)) {
              calm.leaveOne();
            } else {
              calm.stopTree();
            }
            chaos.startAll();
            calm.await();
          }
        }
        return world.trace().hash();
      } catch (Error | RuntimeException e) {
        throw new AssertionError(
            "seed " + seed + ":\n" + world.trace().text() + "\nseed " + seed + ": " + e, e);
      } finally {
        logger.removeHandler(listening);
        logger.setUseParentHandlers(parents);
      }
    } finally {
      delete(folder);
    }
  }

  private static void begin(World world) {
    Machine gateway = world.addMachine(null);
    int members = 3 + world.random().nextInt(3);
    for (int i = 0; i < members; i++) {
      Machine parent = world.machines().get(world.random().nextInt(world.machines().size()));
      world.addMachine(parent.depth() < 3 && world.chance(0.6) ? parent : gateway);
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path left, IOException e) throws IOException {
            Files.delete(left);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** What the product logs becomes a part of the trace. */
  private static final class Listening extends Handler {
    private final World world;
    private final SimpleFormatter formatter = new SimpleFormatter();

    Listening(World world) {
      this.world = world;
    }

    @Override
    public void publish(LogRecord log) {
      if (log.getThrown() instanceof RuntimeException e && !(e instanceof CatalogueException)) {
        throw new AssertionError(formatter.formatMessage(log), e);
      }
      String text = log.getLevel() + " " + formatter.formatMessage(log);
      world.trace(() -> "    " + text);
    }

    @Override
    public void flush() {
      // Nothing is kept back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}

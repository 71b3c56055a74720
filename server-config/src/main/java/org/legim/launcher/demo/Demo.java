package org.legim.launcher.demo;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.legim.launcher.client.ApiException;
import org.legim.launcher.client.ByteCount;
import org.legim.launcher.client.NodeApi;
import org.legim.launcher.client.NodeView;
import org.legim.launcher.client.TreeTable;

/** Starts a tree of nodes on this machine, gives it pictures, shows it, and takes it down again. */
public final class Demo implements Closeable {
  private static final int PICTURES = 48;

  /** Payara Micro unpacks itself for each node. */
  private static final long ROOM = 1_300_000_000L;

  private static final int FEW_LINES = 2;

  private static final Duration FOR_A_LEVEL = Duration.ofMinutes(5);
  private static final Duration FOR_JOINING = Duration.ofMinutes(2);
  private static final Duration FOR_PLACING = Duration.ofSeconds(20);
  private static final Duration FOR_AN_END = Duration.ofSeconds(40);

  private final DemoFolder folder;
  private final World world;
  private final Audience audience;

  private Demo(DemoFolder folder, World world, Audience audience) {
    this.folder = folder;
    this.world = world;
    this.audience = audience;
  }

  /**
   * Makes the folder for a demo, and starts nothing yet.
   *
   * @param chosen the folder; without, it is a temporary one, which goes with the demo
   */
  public static Demo open(NodeCommand command, Optional<Path> chosen, Audience audience)
      throws DemoFailure, IOException {
    DemoFolder folder = DemoFolder.open(chosen);
    if (folder.room() < ROOM) {
      folder.close();
      throw new DemoFailure(
          "%s has room for %s, and the demo needs %s; choose another folder by --data DIR"
              .formatted(folder.path(), ByteCount.of(folder.room()), ByteCount.of(ROOM)));
    }
    return new Demo(folder, new World(command, folder.path(), FOR_AN_END), audience);
  }

  /**
   * Runs until the operator wants to stop; when it returns, no process is left.
   *
   * @return {@link Outcome#STOPPED} if all went well to the end
   */
  public Outcome run(BooleanSupplier stopping) throws IOException, InterruptedException {
    boolean inOrder;
    Outcome outcome = Outcome.STOPPED;
    Wait wait = new Wait(world, stopping);
    try {
      Iterator<Integer> ports = FreePorts.find(DemoPlan.of(() -> 0).nodes().size());
      DemoPlan plan = DemoPlan.of(ports::next);
      start(plan, wait);
      fill(plan, wait);
      wait.forTheOperator(audience);
    } catch (DemoFailure e) {
      audience.complain(e.getMessage());
      outcome = Outcome.FAILED;
    } catch (Stopped e) {
      audience.say("stopping before all was up");
    } finally {
      inOrder = world.stop(audience::say);
    }
    return inOrder || outcome == Outcome.FAILED ? outcome : Outcome.KILLED;
  }

  private void start(DemoPlan plan, Wait wait)
      throws IOException, DemoFailure, Stopped, InterruptedException {
    int all = plan.nodes().size();
    audience.say("starting %d nodes, which keep all they have in %s".formatted(all, folder.path()));
    Starting starting = new Starting(all, audience);
    for (List<DemoNode> level : plan.levels()) {
      starting.add(world.start(level));
      if (!wait.until(FOR_A_LEVEL, starting)) {
        throw failure(starting.complaint(), starting.missing());
      }
    }
  }

  private void fill(DemoPlan plan, Wait wait) throws DemoFailure, Stopped, InterruptedException {
    URI url = URI.create("http://127.0.0.1:%d/legim".formatted(plan.gateway().port()));
    NodeApi gateway = new NodeApi(url, Optional.empty());
    Joining joining = new Joining(gateway, plan, audience);
    if (!wait.until(FOR_JOINING, joining)) {
      throw failure(joining.complaint(), joining.missing());
    }
    try {
      List<Picture> pictures = Picture.some(PICTURES).toList();
      for (Picture picture : pictures) {
        wait.check();
        gateway.put(picture.id(), picture.bytes());
      }
      audience.say("uploaded %d pictures to the gateway".formatted(PICTURES));
      wait.until(FOR_PLACING, () -> isPlaced(gateway));
      show(gateway.tree(), url, pictures.get(0));
    } catch (ApiException e) {
      wait.check();
      throw new DemoFailure(e.getMessage());
    }
  }

  private DemoFailure failure(String complaint, Collection<String> nodes) {
    return new DemoFailure(complaint + System.lineSeparator() + world.lastWords(nodes, FEW_LINES));
  }

  /** Whether each picture can have reached a node below the gateway. */
  private static boolean isPlaced(NodeApi gateway) throws InterruptedException {
    try {
      NodeView root = gateway.tree();
      return root.all().skip(1).mapToLong(NodeView::images).sum() >= PICTURES;
    } catch (ApiException e) {
      return false;
    }
  }

  private void show(NodeView root, URI url, Picture picture) {
    audience.show("");
    TreeTable.lines(root).forEach(audience::show);
    audience.show("");
    audience.show("Try it from another terminal; Ctrl-C here ends it all:");
    audience.show(
        "  curl -o %s.%s %s/api/images/%s"
            .formatted(picture.id(), picture.format(), url, picture.id()));
    audience.show("  curl %s/api/images/%s/info".formatted(url, picture.id()));
    audience.show("  ./legim retire san-francisco %s".formatted(url));
    audience.show("  ./legim tree %s".formatted(url));
  }

  /** Ends all nodes at once while it runs in another thread, which then returns. */
  public void kill() {
    world.kill();
  }

  /** Ends what still runs, and deletes the folder if it is a temporary one. */
  @Override
  public void close() throws IOException {
    world.kill();
    folder.close();
  }
}

package org.legim.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.legim.blob.Sha256;
import org.legim.config.ParentAddress;
import org.legim.link.Caller;
import org.legim.link.ErrandAnswer;
import org.legim.link.ErrandCall;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;
import org.legim.tree.DirectChild;
import org.legim.tree.LocalNode;
import org.legim.tree.PublicSite;
import org.legim.tree.Surroundings;
import org.legim.tree.Tree;
import org.legim.tree.TreeListener;

/** One process of a node. It reports to the gateway whenever it has joined. */
public final class SimNode {

  public static final int PORT = 8080;

  /** What each waits for any other. */
  public static final double LATENCY_MILLIS = 7;

  private final SimWorld world;
  private final SimDisk disk;
  private final String host;
  private final String run;
  private final boolean trusted;
  private final PublicSite site;
  private final Tree tree;
  private final Map<String, Caller> sessions = new HashMap<>();
  private final List<String> heard = new ArrayList<>();
  private boolean reportDue;
  private boolean reporting = true;
  private long reports;

  SimNode(SimWorld world, SimDisk disk, String host, String run, SimWorld.Place place) {
    this.world = world;
    this.disk = disk;
    this.host = host;
    this.run = run;
    this.trusted = place.trusted();
    this.site = new PublicSite(Optional.of("https://" + host), world::nanos);
    Optional<ParentAddress> parent =
        Optional.ofNullable(place.parent()).map(ip -> new ParentAddress(ip, PORT, "/legim", false));
    LocalNode self =
        new LocalNode(
            disk,
            run,
            place.name(),
            place.named(),
            Optional.empty(),
            PORT,
            "/legim",
            Optional.empty(),
            site,
            disk::tally,
            () -> 1L << 40,
            () -> 0,
            disk::holdings,
            disk.settings());
    tree =
        new Tree(
            self,
            new Surroundings(
                parent,
                url -> new SimLink(world, this, hostOf(url)),
                Runnable::run,
                Runnable::run,
                this::ping,
                node -> LATENCY_MILLIS,
                disk,
                disk,
                world::nanos,
                world.random()));
    tree.listen(new Ears());
  }

  private final class Ears implements TreeListener {
    @Override
    public void woken() {
      heard.add("woken");
      reportDue = true;
    }

    @Override
    public void joined(long epoch) {
      heard.add("joined " + epoch);
      reportDue = true;
    }

    @Override
    public void epochBegun(long epoch) {
      heard.add("epochBegun " + epoch);
    }

    @Override
    public void stayingChanged() {
      heard.add("stayingChanged");
    }

    @Override
    public void recoveryEnded(Set<Sha256> unneeded) {
      heard.add("recoveryEnded " + unneeded.size());
    }

    @Override
    public void called() {
      heard.add("called");
    }

    @Override
    public void memberJoined(String node, String joinedRun) {
      heard.add("memberJoined " + node + " " + joinedRun);
    }

    @Override
    public void childLeft(String id) {
      heard.add("childLeft " + id);
      sessions.remove(id);
    }
  }

  void tick() {
    tree.tick();
    if (reportDue && reporting && tree.isConnected()) {
      try {
        tree.report(report(++reports));
        reportDue = false;
      } catch (LinkException e) {
        // Again at the next tick.
      }
    }
  }

  /** A report of this process that says nothing. */
  public Report report(long number) {
    return new Report(
        id(),
        run,
        number,
        disk.identity().tree(),
        "log",
        -1,
        0,
        null,
        null,
        null,
        true,
        null,
        0,
        0,
        null,
        null);
  }

  ReportAnswer takeReport(Report report) throws LinkException {
    if (!tree.isGateway()) {
      return tree.report(report);
    }
    tree.reportFence(report);
    tree.completed(report.node(), report.run());
    return new ReportAnswer(
        disk.identity().tree(), 0, "stream", null, ReportAnswer.Want.NOTHING, null, true, false);
  }

  ErrandAnswer takeErrands(ErrandCall call) throws LinkException {
    if (!tree.isGateway()) {
      return tree.errands(call);
    }
    heard.add("errands of " + call.node());
    return new ErrandAnswer(List.of(), null, false);
  }

  Caller welcome(SimNode child) {
    Caller caller =
        new Caller(
            child.id(),
            world.newId(),
            child.disk.identity().publicKey(),
            child.trusted,
            child.host);
    sessions.put(caller.session(), caller);
    return caller;
  }

  Caller caller(String session) throws LinkException {
    Caller caller = sessions.get(session);
    if (caller == null) {
      throw new LinkException(Kind.NO_SESSION, "no session " + session);
    }
    return caller;
  }

  private void ping(DirectChild child) throws LinkException {
    String childHost = hostOf(child.address());
    SimNode found = world.reach(host, childHost);
    if (!found.id().equals(child.id())) {
      throw new LinkException(Kind.REFUSED, "node " + found.id() + " is there");
    }
  }

  private static String hostOf(String url) {
    return url.replaceAll("http://([^:]*):.*", "$1");
  }

  /** Whether it reports after joining. */
  public void reporting(boolean now) {
    reporting = now;
  }

  /** How users reach it. */
  public PublicSite site() {
    return site;
  }

  public Tree tree() {
    return tree;
  }

  public SimDisk disk() {
    return disk;
  }

  public String id() {
    return disk.identity().id();
  }

  public String run() {
    return run;
  }

  public String host() {
    return host;
  }

  /** What its listener heard, oldest first. */
  public List<String> heard() {
    return heard;
  }
}

package org.legim.node;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.config.Handshake;
import org.legim.config.NodeConfig;
import org.legim.drain.Outcome;
import org.legim.flow.Daemons;
import org.legim.grant.GrantCheck;
import org.legim.grant.GrantKey;
import org.legim.grant.GrantSigner;
import org.legim.link.BlobService;
import org.legim.link.ConnectionWatch;
import org.legim.link.LinkService;
import org.legim.link.Sessions;
import org.legim.tree.PublicSite;
import org.legim.tree.Topology;
import org.legim.tree.Tree;

/** Owns the node's place in the tree. */
@Singleton
@Startup
@DependsOn("StorageBean")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class TopologyBean {

  @EJB private StorageBean storage;

  private static final Logger LOG = Logger.getLogger(TopologyBean.class.getName());

  private Network network;
  private Optional<Redirects> redirects;
  private GrantCheck grants;
  private NodeControl control;
  private ConnectionWatch watch;
  private NodeHealth health;

  @PostConstruct
  void start() {
    NodeConfig config = storage.config();
    PublicSite site = new PublicSite(config.publicUrl().map(URI::toString), System::nanoTime);
    Workers workers = new Workers();
    network = new Network(config, storage.storage(), workers, site);
    redirects = config.parent().isEmpty() ? Optional.of(lead(site)) : Optional.empty();
    grants = new GrantCheck(site::keys, site::gatewayTime);
    network.start();
    Exit exit = network.exit();
    exit.whenEnded(outcome -> System.setProperty(Handshake.LEFT, outcome.name()));
    health = NodeHealth.of(network, storage.storage(), workers);
    control = NodeControl.register(() -> exit.stop(false), exit::hurry, this::state);
    System.setProperty(Handshake.READY, topology().role().label() + " " + topology().name());
  }

  /** As a gateway: what it signs from now on counts everywhere, once they have heard of its key. */
  private Redirects lead(PublicSite site) {
    GrantSigner signer = new GrantSigner(GrantKey.generate());
    Clock clock = Clock.systemUTC();
    site.lead(signer.publicKey(), clock::millis);
    watch = watch(network.tree());
    return new Redirects(
        storage.config(),
        new PublicSites(
            network.tree(), network.routing(), watch::isGone, storage.config().location()),
        signer,
        clock);
  }

  private static ConnectionWatch watch(Tree tree) {
    try {
      return new ConnectionWatch(() -> PublicSites.children(tree), Daemons.named("legim-watch"));
    } catch (IOException e) {
      throw new UncheckedIOException("the nodes that users are sent to cannot be watched", e);
    }
  }

  @PreDestroy
  void stop() {
    System.clearProperty(Handshake.READY);
    if (control != null) {
      control.close();
    }
    if (network != null) {
      // By now nobody can call this node on any server; what has left before is not asked again.
      Outcome outcome = network.exit().stop(true).join();
      LOG.log(Level.INFO, "the node {0} stops: {1}", new Object[] {topology().name(), outcome});
      network.close();
      unwatch();
    }
    System.clearProperty(Handshake.LEFT);
  }

  private void unwatch() {
    if (watch != null) {
      try {
        watch.close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "a connection to a node did not close", e);
      }
    }
  }

  private String state() {
    return network.left().isPresent() ? "left" : topology().role().label();
  }

  /** This node among the others. */
  public Network network() {
    return network;
  }

  /** Sends users to members; empty at a member. */
  public Optional<Redirects> redirects() {
    return redirects;
  }

  /** How this node is; null until it has started. */
  public NodeHealth health() {
    return health;
  }

  /** Checks what users bring that were sent here. */
  public GrantCheck grants() {
    return grants;
  }

  /** The tree as this node knows it. */
  public Topology topology() {
    return network.topology();
  }

  /** The sessions with this node's neighbours. */
  public Sessions sessions() {
    return network.sessions();
  }

  /** What this node answers to its neighbours. */
  public LinkService linkService() {
    return network.links();
  }

  /** What this node does with blobs for its neighbours. */
  public BlobService blobService() {
    return network.blobs();
  }
}

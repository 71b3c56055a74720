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
import org.legim.config.Handshake;
import org.legim.link.BlobService;
import org.legim.link.LinkService;
import org.legim.link.Sessions;
import org.legim.tree.Topology;

/** Owns the node's place in the tree. */
@Singleton
@Startup
@DependsOn("StorageBean")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class TopologyBean {

  @EJB private StorageBean storage;

  private Network network;

  @PostConstruct
  void start() {
    network = new Network(storage.config(), storage.storage());
    network.start();
    System.setProperty(Handshake.READY, topology().role().label() + " " + topology().name());
  }

  @PreDestroy
  void stop() {
    System.clearProperty(Handshake.READY);
    if (network != null) {
      network.close();
    }
  }

  /** This node among the others. */
  public Network network() {
    return network;
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

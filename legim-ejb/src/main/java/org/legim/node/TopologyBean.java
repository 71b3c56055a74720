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
import java.net.URI;
import org.legim.config.Handshake;
import org.legim.config.NodeConfig;
import org.legim.tree.Topology;

/** Owns the node's place in the tree. */
@Singleton
@Startup
@DependsOn("StorageBean")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class TopologyBean {

  @EJB private StorageBean storage;

  private Topology topology;

  @PostConstruct
  void start() {
    NodeConfig config = storage.config();
    topology =
        new Topology(
            storage.storage().identity().id(),
            config.name().orElseGet(() -> NodeName.ofThisMachine(config.port())),
            address(config),
            config.location(),
            storage.storage().catalogue(),
            storage.storage().room());
    System.setProperty(Handshake.READY, topology.role().label() + " " + topology.name());
  }

  private static URI address(NodeConfig config) {
    String host = config.ip().orElse("127.0.0.1");
    String literal = host.contains(":") ? "[" + host + "]" : host;
    return config.url().orElse(URI.create("http://" + literal + ":" + config.port() + "/legim"));
  }

  @PreDestroy
  void stop() {
    System.clearProperty(Handshake.READY);
  }

  /** The tree as this node knows it. */
  public Topology topology() {
    return topology;
  }
}

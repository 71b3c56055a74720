package org.legim.node;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.legim.config.ConfigException;
import org.legim.config.Handshake;
import org.legim.config.NodeConfig;
import org.legim.config.Settings;

/**
 * Owns the node's settings, its disk and what it knows of places for as long as the application is
 * deployed.
 *
 * <p>Concurrency and transactions are the bean's own: the container's lock would serialise every
 * read, and its transactions would span what has none.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class StorageBean {

  private static final Logger LOG = Logger.getLogger(StorageBean.class.getName());

  // GlassFish switches MicroProfile Config on only for archives that inject a property.
  @Inject
  @ConfigProperty(name = "legim.node.port", defaultValue = "8080")
  private String port;

  private NodeConfig config;
  private OneNode running;
  private Storage storage;
  private UserPlaces places;

  @PostConstruct
  void start() {
    try {
      config =
          NodeConfig.from(
              Settings.of(key -> ConfigProvider.getConfig().getOptionalValue(key, String.class)));
      running = OneNode.claim(config.data());
      storage = Storage.open(config);
      places = UserPlaces.open(config);
      LOG.log(
          Level.INFO,
          "node {0} opened {1} with {2} images",
          new Object[] {
            storage.identity().id(), config.data(), storage.catalogue().tally().images()
          });
    } catch (ConfigException | StartException e) {
      throw failed(e.getMessage(), e);
    } catch (RuntimeException e) {
      throw failed(e.toString(), e);
    }
  }

  /** Gives back what was taken: a container does not call {@link #stop} after a failed start. */
  private EJBException failed(String why, Exception cause) {
    stop();
    System.setProperty(Handshake.FAILURE, why);
    return new EJBException(why, cause);
  }

  @PreDestroy
  void stop() {
    if (places != null) {
      try {
        places.close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "the database of places did not close", e);
      }
    }
    if (storage != null) {
      storage.close();
      LOG.log(
          Level.INFO, "node {0} closed {1}", new Object[] {storage.identity().id(), config.data()});
    }
    if (running != null) {
      running.release();
    }
  }

  /** The settings of this node. */
  public NodeConfig config() {
    return config;
  }

  /** Where users are. */
  public UserPlaces places() {
    return places;
  }

  /** What lives on this node's disk. */
  public Storage storage() {
    return storage;
  }
}

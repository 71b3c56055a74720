package org.legim.launcher;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.legim.config.Handshake;

/**
 * The application's own stop. It has to come before the server's, which takes the application off
 * the network first; the class loaders share nothing, so it goes by the JVM's management beans.
 */
final class NodeBean {
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  /** Lets the node leave its tree and waits for the end of that; none if there is no node. */
  Optional<Departure> stop() throws JMException {
    try {
      return Optional.of(Departure.valueOf(String.valueOf(invoke("stop"))));
    } catch (InstanceNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Lets {@link #stop} return soon: what is under way is finished, and the rest stays. */
  void hurry() throws JMException {
    invoke("hurry");
  }

  private Object invoke(String operation) throws JMException {
    return server.invoke(
        new ObjectName(Handshake.NODE_BEAN), operation, new Object[0], new String[0]);
  }
}

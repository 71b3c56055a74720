package org.legim.deployed;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.deployment.Deployment;
import org.jboss.arquillian.container.spi.client.deployment.DeploymentDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.context.annotation.DeploymentScoped;
import org.jboss.arquillian.container.spi.event.DeployDeployment;
import org.jboss.arquillian.container.spi.event.StopContainer;
import org.jboss.arquillian.container.spi.event.UnDeployDeployment;
import org.jboss.arquillian.core.api.InstanceProducer;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.Archive;

/**
 * Deploys for the first test class and undeploys after the last: all of them test the same WAR,
 * while Arquillian would deploy it, and the adapter of Payara Micro start a server, for each.
 */
public final class SharedDeployment implements LoadableExtension {

  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(Observer.class);
  }

  /** Stands between Arquillian's contexts, which are active here, and its deployment. */
  public static final class Observer {

    private static final int AFTER_THE_CONTEXTS = -100;

    @Inject @DeploymentScoped private InstanceProducer<DeploymentDescription> description;
    @Inject @DeploymentScoped private InstanceProducer<Deployment> deployment;
    @Inject @DeploymentScoped private InstanceProducer<ProtocolMetaData> address;

    private DeployableContainer<?> server;
    private Archive<?> deployed;
    private ProtocolMetaData deployedAddress;

    /** The first time, deploys; later tells the test class where that is. */
    public void deploy(
        @Observes(precedence = AFTER_THE_CONTEXTS) EventContext<DeployDeployment> context) {
      Deployment wanted = context.getEvent().getDeployment();
      if (deployed == null) {
        context.proceed();
        server = context.getEvent().getDeployableContainer();
        deployed = wanted.getDescription().getTestableArchive();
        deployedAddress = address.get();
      } else {
        description.set(wanted.getDescription());
        deployment.set(wanted);
        address.set(deployedAddress);
        wanted.deployed();
      }
    }

    /** Leaves it to {@link #stop}. */
    public void undeploy(
        @Observes(precedence = AFTER_THE_CONTEXTS) EventContext<UnDeployDeployment> context) {
      context.getEvent().getDeployment().undeployed();
    }

    /** Undeploys before the server is stopped. */
    public void stop(@Observes(precedence = AFTER_THE_CONTEXTS) EventContext<StopContainer> context)
        throws DeploymentException {
      if (deployed != null) {
        server.undeploy(deployed);
        deployed = null;
      }
      context.proceed();
    }
  }
}

package org.legim.web.api;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.legim.node.TopologyBean;

/** What moves between the nodes now, why, how fast, and what is left. */
@Path("flows")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class FlowsResource {

  @EJB private TopologyBean topology;

  /** All of it. */
  @GET
  public FlowsJson all() {
    return FlowsJson.of(topology.network().flows());
  }
}

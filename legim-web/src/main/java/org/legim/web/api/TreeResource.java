package org.legim.web.api;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.legim.drain.DrainRefusedException;
import org.legim.drain.DrainService;
import org.legim.drain.DrainStatus;
import org.legim.node.StorageBean;
import org.legim.node.TopologyBean;
import org.legim.tree.DecisionException;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemException;
import org.legim.web.problem.ProblemType;

/** The nodes. */
@Path("tree")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TreeResource {

  @EJB private TopologyBean topology;
  @EJB private StorageBean storage;
  @Context private UriInfo uri;

  /** The whole tree, from the gateway down. */
  @GET
  public TreeNodeJson tree() {
    TreeNodeJson root = TreeNodeJson.of(topology.topology().root());
    return topology.network().health().map(HealthJson::of).map(root::with).orElse(root);
  }

  /** One node, by its id or its name, and those below it. */
  @GET
  @Path("{node}")
  public TreeNodeJson node(@PathParam("node") String node) {
    return topology
        .topology()
        .find(node)
        .map(TreeNodeJson::of)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        ProblemType.NO_SUCH_NODE, "No node has the id or the name " + node + ".")));
  }

  /** Lets a pending node in. */
  @POST
  @Path("{node}/approve")
  public void approve(@PathParam("node") String node) throws DecisionException {
    topology.network().tree().approve(node);
  }

  /** Keeps a pending node out. */
  @POST
  @Path("{node}/refuse")
  public void refuse(@PathParam("node") String node) throws DecisionException {
    topology.network().tree().refuse(node);
  }

  /** Gives up a node that will not come back. */
  @POST
  @Path("{node}/forget")
  public void forget(@PathParam("node") String node) throws DecisionException {
    topology.network().tree().forget(node);
  }

  /** Begins to hand over what a node and all below it hold, and then lets them go. */
  @POST
  @Path("{node}/retire")
  public Response retire(@PathParam("node") String node, @QueryParam("force") String force)
      throws DecisionException, DrainRefusedException {
    DrainStatus drain = drains().retire(node, Parameters.flag("force", force));
    ApiUrls urls = new ApiUrls(uri, storage.config().url());
    return Response.accepted(DrainJson.of(drain)).location(urls.drain(drain.drain().id())).build();
  }

  /** What would happen if a node were retired now. */
  @GET
  @Path("{node}/stop-plan")
  public StopPlanJson stopPlan(@PathParam("node") String node) throws DecisionException {
    return StopPlanJson.of(drains().plan(node));
  }

  /** Announces an absence, in which a stop of the node moves nothing. */
  @POST
  @Path("{node}/maintenance")
  public void maintenance(@PathParam("node") String node, @QueryParam("for") String time)
      throws DecisionException {
    drains().maintenance(node, Parameters.absence(time));
  }

  private DrainService drains() {
    return topology.network().drains();
  }
}

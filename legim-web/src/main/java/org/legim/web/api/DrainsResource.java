package org.legim.web.api;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.legim.drain.DrainService;
import org.legim.node.StorageBean;
import org.legim.node.TopologyBean;
import org.legim.tree.DecisionException;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemException;
import org.legim.web.problem.ProblemType;

/** The drains: nodes that leave, or have left. */
@Path("drains")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DrainsResource {

  @EJB private TopologyBean topology;
  @EJB private StorageBean storage;

  /** Every drain that is remembered. */
  @GET
  public DrainsJson all() {
    return new DrainsJson(drains().all().stream().map(DrainJson::of).toList());
  }

  /** How one stands. */
  @GET
  @Path("{id}")
  public DrainJson one(@PathParam("id") String id) {
    return known(drains(), id);
  }

  /** Ends one that is under way; the node stays in the tree with what it still has. */
  @DELETE
  @Path("{id}")
  public DrainJson cancel(@PathParam("id") String id) throws DecisionException {
    known(drains(), id);
    return DrainJson.of(drains().cancel(id));
  }

  /** A page of what one has handed over, in the order of the hashes. */
  @GET
  @Path("{id}/blobs")
  public BlobPageJson blobs(@PathParam("id") String id, @BeanParam BlobQuery query) {
    known(drains(), id);
    return new HandedOver(drains(), storage.storage().catalogue().ledger()::anyImageOf)
        .page(id, query.after(), query.limit());
  }

  static DrainJson known(DrainService drains, String id) {
    return drains
        .find(id)
        .map(DrainJson::of)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        ProblemType.NO_SUCH_DRAIN,
                        "No drain has the id " + id + "; GET /legim/api/drains lists them.")));
  }

  private DrainService drains() {
    return topology.network().drains();
  }
}

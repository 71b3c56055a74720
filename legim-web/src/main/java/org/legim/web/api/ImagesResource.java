package org.legim.web.api;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.legim.catalogue.ImagePage;
import org.legim.catalogue.ImageRecord;
import org.legim.catalogue.Listing;
import org.legim.catalogue.Stored;
import org.legim.catalogue.UploadKey;
import org.legim.config.GeoPoint;
import org.legim.flow.Upload;
import org.legim.image.ImageId;
import org.legim.image.Refusal;
import org.legim.image.RefusedException;
import org.legim.image.WriteCondition;
import org.legim.node.Network;
import org.legim.node.Storage;
import org.legim.node.StorageBean;
import org.legim.node.TopologyBean;
import org.legim.route.Explanation;
import org.legim.route.RecoveringException;
import org.legim.tree.Topology;
import org.legim.web.access.Explain;
import org.legim.web.delivery.HeaderLines;

/** The images. */
@Path("images")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ImagesResource {

  @EJB private StorageBean storageBean;
  @EJB private TopologyBean topologyBean;
  @Context private UriInfo uri;
  @Context private HttpServletRequest request;

  /** Stores images under ids that the node makes: one raw body, or the files of a form. */
  @POST
  public Response add(InputStream body) throws RefusedException, IOException {
    UploadHeaders headers = new UploadHeaders(request);
    if (headers.isMultipart()) {
      return new MultipartUploads(network().intake(), urls(), place()).store(headers, body);
    }
    Optional<UploadKey> key = headers.key().map(text -> new UploadKey(text, 0));
    Stored stored = network().intake().add(upload(headers, body), key);
    return Response.created(urls().image(stored.image().id()))
        .entity(json(stored.image()))
        .tag(stored.image().sha256().hex())
        .build();
  }

  /** Stores an image under the client's id, creating or replacing it. */
  @PUT
  @Path("{id}")
  public Response put(@PathParam("id") String id, InputStream body)
      throws RefusedException, IOException {
    UploadHeaders headers = new UploadHeaders(request);
    requireValid(id);
    Optional<ImageRecord> present = network().reads().find(id);
    if (present.isEmpty()) {
      requireComplete("Whether the id " + id + " is free");
    }
    WriteCondition condition = headers.writeCondition(present);
    Stored stored = network().intake().put(id, upload(headers, body), condition);
    Response.ResponseBuilder response =
        stored.created() ? Response.created(urls().image(id)) : Response.ok();
    return response.entity(json(stored.image())).tag(stored.image().sha256().hex()).build();
  }

  /** Deletes an image. */
  @DELETE
  @Path("{id}")
  public Response delete(@PathParam("id") String id) throws RefusedException {
    requireValid(id);
    ImageRecord present = network().reads().find(id).orElseThrow(() -> noSuchImage(id));
    WriteCondition condition = new UploadHeaders(request).writeCondition(Optional.of(present));
    storage().catalogue().delete(id, condition).ifPresent(storage().reclaim()::offer);
    return Response.noContent().build();
  }

  /**
   * With {@code ?explain=1}, where an image would be read from now, and why.
   *
   * <p>Without, the bytes of an image. A filter answers before Jakarta REST: this stands here so
   * that OPTIONS and Allow tell the truth, and is called only for paths that a server makes one of
   * after the filter, as {@code images/x/../a}. These are not said to have no image, as they may
   * have.
   */
  @GET
  @Path("{id}")
  @Produces(MediaType.WILDCARD)
  public Response bytes(@PathParam("id") String id) throws RefusedException {
    if (!Explain.isAsked(request)) {
      throw new NotFoundException();
    }
    requireValid(id);
    ImageRecord image = network().reads().find(id).orElseThrow(() -> noSuchImage(id));
    return Response.ok(route(id, network().reads().explain(image)), MediaType.APPLICATION_JSON)
        .build();
  }

  /** What is known of an image, on how many nodes it shall be and is, and who holds it. */
  @GET
  @Path("{id}/info")
  public ImageInfoJson info(@PathParam("id") String id) throws RefusedException {
    requireValid(id);
    ImageRecord image = network().reads().find(id).orElseThrow(() -> noSuchImage(id));
    List<String> holders = storage().catalogue().holders(image.sha256());
    return ImageInfoJson.of(json(image), replicas(image, holders), holders(holders));
  }

  /** A page of the images, in the order of their ids. */
  @GET
  public Response list(@BeanParam ListQuery query) {
    requireComplete("The list of the images");
    Listing listing = query.toListing();
    ImagePage page = storage().catalogue().list(listing);
    List<ImageJson> images = page.images().stream().map(this::json).toList();
    if (!page.more()) {
      return Response.ok(new ImagePageJson(images, null)).build();
    }
    String next = images.get(images.size() - 1).id();
    return Response.ok(new ImagePageJson(images, next))
        .link(
            urls()
                .images()
                .replaceQuery(uri.getRequestUri().getRawQuery())
                .replaceQueryParam("after", next)
                .build(),
            "next")
        .build();
  }

  private ReplicasJson replicas(ImageRecord image, List<String> holders) {
    int wanted = image.replicas().orElseGet(network()::replicas);
    return new ReplicasJson(wanted, topologyBean.topology().countReachable(holders));
  }

  private List<HolderJson> holders(List<String> holders) {
    Topology topology = topologyBean.topology();
    return holders.stream()
        .map(
            node -> {
              List<String> path = topology.pathTo(node);
              return new HolderJson(path.get(path.size() - 1), node, path);
            })
        .toList();
  }

  private RouteJson route(String id, Explanation explanation) {
    Topology topology = topologyBean.topology();
    List<RouteHolderJson> holders =
        explanation.standings().stream()
            .map(
                standing -> {
                  List<String> path = topology.pathTo(standing.node());
                  String state = topology.stateOf(standing.node()).label();
                  return RouteHolderJson.of(path.get(path.size() - 1), state, standing);
                })
            .toList();
    return RouteJson.of(id, topology.name(), explanation, holders);
  }

  private Upload upload(UploadHeaders headers, InputStream body) {
    return new Upload(body, headers.length(), headers.name(), headers.replicas(), place());
  }

  private Optional<GeoPoint> place() {
    return storageBean
        .places()
        .find(request.getRemoteAddr(), name -> HeaderLines.all(request, name));
  }

  private static void requireValid(String id) throws RefusedException {
    if (!ImageId.isValid(id)) {
      throw new RefusedException(Refusal.INVALID_ID, ImageId.RULE);
    }
  }

  /** An id that is not known may be one that nodes have yet to report. */
  private void requireComplete(String what) {
    RecoveringException.throwIf(topologyBean.topology()::isRecovering, what);
  }

  private RefusedException noSuchImage(String id) {
    requireComplete("Whether there is an image " + id);
    return RefusedException.noSuchImage(id);
  }

  private Network network() {
    return topologyBean.network();
  }

  private Storage storage() {
    return storageBean.storage();
  }

  private ApiUrls urls() {
    return new ApiUrls(uri, storageBean.config().url());
  }

  private ImageJson json(ImageRecord image) {
    return ImageJson.of(image, urls());
  }
}

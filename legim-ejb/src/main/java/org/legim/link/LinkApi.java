package org.legim.link;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * The control calls between a node and its parent. A node answers them under {@code /link}; all but
 * the first are signed in the session that {@link #hello} agrees.
 *
 * <p>{@link #admit}, {@link #report}, {@link #leave} and {@link #errands} are meant for the
 * gateway: every node between passes them on to its own parent and the answer back. Blobs go
 * another way, {@link BlobLink}.
 */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface LinkApi {

  /** A child introduces itself; both sides agree a session. */
  @POST
  @Path("hello")
  HelloAnswer hello(Hello hello) throws LinkException;

  /** A child asks to be let in, which also proves that it has the key of the session. */
  @POST
  @Path("join")
  JoinAnswer join(Join join) throws LinkException;

  /** A child shows that it lives, and what has changed below it. */
  @POST
  @Path("heartbeat")
  HeartbeatAnswer heartbeat(Heartbeat heartbeat) throws LinkException;

  /** A parent asks the gateway whether a child may come in. */
  @POST
  @Path("admit")
  JoinAnswer admit(Admit admit) throws LinkException;

  /** A node reports to the gateway what it holds, and gets its orders. */
  @POST
  @Path("report")
  ReportAnswer report(Report report) throws LinkException;

  /** A node that was asked to stop wants to leave, with everything below it. */
  @POST
  @Path("leave")
  DrainNotice leave(Leave leave) throws LinkException;

  /** A node tells the gateway what it has copied to others, and asks for more to copy. */
  @POST
  @Path("errands")
  ErrandAnswer errands(ErrandCall call) throws LinkException;

  /** A parent that stops sends a child elsewhere, or has it stop too. */
  @POST
  @Path("stop")
  Ping stop(StopOrder order) throws LinkException;

  /** A parent looks whether a child can be reached. */
  @POST
  @Path("ping")
  Ping ping(Ping ping) throws LinkException;
}

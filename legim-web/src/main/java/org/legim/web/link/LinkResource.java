package org.legim.web.link;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.legim.link.Admit;
import org.legim.link.Caller;
import org.legim.link.DrainNotice;
import org.legim.link.ErrandAnswer;
import org.legim.link.ErrandCall;
import org.legim.link.Heartbeat;
import org.legim.link.HeartbeatAnswer;
import org.legim.link.Hello;
import org.legim.link.HelloAnswer;
import org.legim.link.Join;
import org.legim.link.JoinAnswer;
import org.legim.link.Leave;
import org.legim.link.LinkApi;
import org.legim.link.LinkException;
import org.legim.link.LinkService;
import org.legim.link.Ping;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;
import org.legim.link.StopOrder;
import org.legim.node.TopologyBean;
import org.legim.web.http.DirectClient;
import org.legim.web.problem.ProblemException;

/** The control calls between nodes; {@link LinkFilter} has found out who calls. */
@Path("/")
@RequestScoped
public class LinkResource implements LinkApi {

  @EJB private TopologyBean topology;

  @Context private HttpServletRequest request;

  @Override
  public HelloAnswer hello(Hello hello) {
    String host = request.getRemoteAddr();
    boolean direct = DirectClient.isOnThisMachine(host, request::getHeader);
    return answer(service -> service.hello(hello, host, direct));
  }

  @Override
  public JoinAnswer join(Join join) {
    return answer(service -> service.join(join, caller()));
  }

  @Override
  public HeartbeatAnswer heartbeat(Heartbeat heartbeat) {
    return answer(service -> service.heartbeat(heartbeat, caller()));
  }

  @Override
  public JoinAnswer admit(Admit admit) {
    return answer(service -> service.admit(admit, caller()));
  }

  @Override
  public ReportAnswer report(Report report) {
    return answer(service -> service.report(report, caller()));
  }

  @Override
  public DrainNotice leave(Leave leave) {
    return answer(service -> service.leave(leave, caller()));
  }

  @Override
  public ErrandAnswer errands(ErrandCall call) {
    return answer(service -> service.errands(call, caller()));
  }

  @Override
  public Ping stop(StopOrder order) {
    return answer(service -> service.stop(order, caller()));
  }

  @Override
  public Ping ping(Ping ping) {
    return answer(service -> service.ping(ping, caller()));
  }

  private interface Call<T> {
    T on(LinkService service) throws LinkException;
  }

  private <T> T answer(Call<T> call) {
    try {
      return call.on(topology.linkService());
    } catch (LinkException e) {
      throw new ProblemException(LinkProblems.of(e));
    }
  }

  private Caller caller() {
    return (Caller) request.getAttribute(LinkFilter.CALLER);
  }
}

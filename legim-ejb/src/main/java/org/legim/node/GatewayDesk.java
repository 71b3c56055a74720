package org.legim.node;

import org.legim.drain.Drains;
import org.legim.flow.ReportDesk;
import org.legim.link.DrainNotice;
import org.legim.link.ErrandAnswer;
import org.legim.link.ErrandCall;
import org.legim.link.Leave;
import org.legim.link.LinkException;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;

/** What members ask of the gateway, once it has reached it. */
final class GatewayDesk {

  private final ReportDesk reports;
  private final Drains drains;

  GatewayDesk(ReportDesk reports, Drains drains) {
    this.reports = reports;
    this.drains = drains;
  }

  ReportAnswer report(Report report) throws LinkException {
    ReportAnswer answer = reports.receive(report);
    drains.reported(report.node());
    return answer;
  }

  DrainNotice leave(Leave leave) {
    return drains.leave(leave);
  }

  ErrandAnswer errands(ErrandCall call) throws LinkException {
    return drains.errands(call);
  }
}

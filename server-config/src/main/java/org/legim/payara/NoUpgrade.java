package org.legim.payara;

import java.io.IOException;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpEvents.IncomingHttpUpgradeEvent;
import org.glassfish.grizzly.http.HttpHeader;

/**
 * Goes on in HTTP/1.1 where a client offers another protocol, as RFC 9110 section 7.8 lets a server
 * do. The JDK's HttpClient offers HTTP/2 with each first request.
 *
 * <p>Grizzly takes the offer for agreed even if nobody takes it up: it then never sees the end of
 * the request's body, so that uploads time out, and omits Content-Type (<a
 * href="https://github.com/eclipse-ee4j/glassfish-grizzly/issues/2117">Grizzly #2117</a> and
 * #2192).
 */
final class NoUpgrade extends BaseFilter {

  @Override
  public NextAction handleEvent(FilterChainContext ctx, FilterChainEvent event) throws IOException {
    if (event instanceof IncomingHttpUpgradeEvent upgrade) {
      HttpHeader request = upgrade.getHttpHeader();
      request.setIgnoreContentModifiers(false);
      request.getUpgradeDC().recycle();
    }
    return ctx.getInvokeAction();
  }
}

package org.legim.web;

import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.net.URI;

/** What Jakarta REST says about the URI of a request. */
public final class FakeUri {

  private FakeUri() {}

  /** Of a request below this base; anything else is an error to ask for. */
  public static UriInfo below(String base) {
    return (UriInfo)
        Proxy.newProxyInstance(
            FakeUri.class.getClassLoader(),
            new Class<?>[] {UriInfo.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals("getBaseUri")) {
                return URI.create(base);
              }
              throw new UnsupportedOperationException(called.getName());
            });
  }
}

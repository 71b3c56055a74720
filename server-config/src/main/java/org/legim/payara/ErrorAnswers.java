package org.legim.payara;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.filterchain.Filter;
import org.glassfish.grizzly.filterchain.FilterChain;

/**
 * Makes a running Payara Micro answer as the application does (RFC 9457) where it answers alone:
 * unknown paths, bad URIs, broken requests. It has no setting for that.
 */
public final class ErrorAnswers {
  private static final String CONTEXT = "/legim";

  private ErrorAnswers() {}

  /**
   * Installs the answers on every listener of the server in whose class loader this class is.
   *
   * @throws ReflectiveOperationException if this is not the Payara Micro it was written for
   */
  public static void install() throws ReflectiveOperationException {
    for (Object proxy : proxies()) {
      Object listener = call(proxy, "getUnderlyingListener");
      install((FilterChain) ((Transport) call(listener, "getTransport")).getProcessor());
    }
  }

  static void install(FilterChain chain) {
    org.glassfish.grizzly.http.HttpServerFilter codec =
        find(chain, org.glassfish.grizzly.http.HttpServerFilter.class);
    CodecErrors codecErrors = new CodecErrors();
    codec.getMonitoringConfig().addProbes(codecErrors.probe());
    chain.add(chain.indexOf(codec), codecErrors);
    chain.add(chain.indexOf(codec) + 1, new NoUpgrade());

    org.glassfish.grizzly.http.server.HttpServerFilter web =
        find(chain, org.glassfish.grizzly.http.server.HttpServerFilter.class);
    web.getConfiguration().setDefaultErrorPageGenerator(ProblemHandler::errorPage);
    web.setHttpHandler(new ProblemHandler(web.getHttpHandler(), new RequestCheck(CONTEXT)));
  }

  static <F extends Filter> F find(FilterChain chain, Class<F> type) {
    return chain.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }

  /** Payara's classes are on no repository, so there is nothing to compile against. */
  private static Iterable<?> proxies() throws ReflectiveOperationException {
    ClassLoader loader = ErrorAnswers.class.getClassLoader();
    Object services =
        loader
            .loadClass("org.glassfish.internal.api.Globals")
            .getMethod("getDefaultHabitat")
            .invoke(null);
    Class<?> grizzly = loader.loadClass("com.sun.enterprise.v3.services.impl.GrizzlyService");
    Object service =
        services
            .getClass()
            .getMethod("getService", Class.class, Annotation[].class)
            .invoke(services, grizzly, new Annotation[0]);
    Field proxies = grizzly.getDeclaredField("proxies");
    proxies.setAccessible(true);
    return (Iterable<?>) proxies.get(service);
  }

  private static Object call(Object target, String method) throws ReflectiveOperationException {
    return target.getClass().getMethod(method).invoke(target);
  }
}

package org.legim.web.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.legim.web.problem.ProblemMapper;

/**
 * The public API. Its classes are listed: a scan would take REST client interfaces for resources.
 */
@ApplicationPath("/api")
public class ApiApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        ImagesResource.class,
        TreeResource.class,
        DrainsResource.class,
        FlowsResource.class,
        ProblemMapper.class);
  }

  // Jersey would describe the API to everybody in WADL, a format that nobody reads any more.
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}

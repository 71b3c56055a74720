package org.legim.web.link;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.legim.web.problem.ProblemMapper;

/**
 * The control calls between nodes. Its classes are listed: a scan would take {@code LinkApi}, which
 * the client is made of, for a resource.
 */
@ApplicationPath("/link")
public class LinkApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(LinkResource.class, ProblemMapper.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}

package org.legim.web.api;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

/** The query parameters of a page of blobs, as texts: what is wrong with them is for us to say. */
public class BlobQuery {

  @QueryParam("limit")
  @DefaultValue("1000")
  private String limit;

  @QueryParam("after")
  @DefaultValue("")
  private String after;

  int limit() {
    return Parameters.limit(limit);
  }

  String after() {
    return after.isEmpty() ? after : Parameters.hash("after", after).hex();
  }
}

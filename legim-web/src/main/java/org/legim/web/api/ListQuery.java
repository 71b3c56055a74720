package org.legim.web.api;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.legim.catalogue.Listing;
import org.legim.image.ImageId;
import org.legim.web.problem.ProblemException;

/** The query parameters of a listing, as texts: what is wrong with them is for us to say. */
public class ListQuery {

  @QueryParam("limit")
  @DefaultValue("100")
  private String limit;

  @QueryParam("after")
  @DefaultValue("")
  private String after;

  @QueryParam("prefix")
  @DefaultValue("")
  private String prefix;

  @QueryParam("sha256")
  private String sha256;

  Listing toListing() {
    return listing(limit, after, prefix, sha256);
  }

  /**
   * Checks the parameters.
   *
   * @param sha256 null if there is none
   * @throws ProblemException naming the first that is wrong
   */
  static Listing listing(String limit, String after, String prefix, String sha256) {
    return new Listing(
        Parameters.limit(limit),
        checkedId("after", after),
        checkedId("prefix", prefix),
        Optional.ofNullable(sha256).map(hash -> Parameters.hash("sha256", hash)));
  }

  // The beginning of an id may be what an id may not: a lone dot.
  private static String checkedId(String parameter, String value) {
    if (value.isEmpty() || ImageId.isValid(value) || value.equals(".") || value.equals("..")) {
      return value;
    }
    throw Parameters.invalid(parameter, value, "expected an id or its beginning: " + ImageId.RULE);
  }
}

package org.legim.web.api;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.legim.blob.Sha256;
import org.legim.catalogue.Listing;
import org.legim.image.ImageId;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemException;
import org.legim.web.problem.ProblemType;

/** The query parameters of a listing, as texts: what is wrong with them is for us to say. */
public class ListQuery {

  private static final int MOST = 1000;

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
        checkedLimit(limit),
        checkedId("after", after),
        checkedId("prefix", prefix),
        Optional.ofNullable(sha256).map(ListQuery::checkedHash));
  }

  private static int checkedLimit(String limit) {
    try {
      int number = Integer.parseInt(limit);
      if (number >= 1 && number <= MOST) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw invalid("limit", limit, "expected a whole number from 1 to " + MOST);
  }

  // The beginning of an id may be what an id may not: a lone dot.
  private static String checkedId(String parameter, String value) {
    if (value.isEmpty() || ImageId.isValid(value) || value.equals(".") || value.equals("..")) {
      return value;
    }
    throw invalid(parameter, value, "expected an id or its beginning: " + ImageId.RULE);
  }

  private static Sha256 checkedHash(String value) {
    if (!Sha256.isValid(value)) {
      throw invalid("sha256", value, "expected 64 lower-case hexadecimal digits");
    }
    return new Sha256(value);
  }

  private static ProblemException invalid(String parameter, String value, String expected) {
    return new ProblemException(
        Problem.of(
                ProblemType.INVALID_PARAMETER,
                "The parameter " + parameter + " is \"" + value + "\"; " + expected + ".")
            .with("parameter", parameter));
  }
}

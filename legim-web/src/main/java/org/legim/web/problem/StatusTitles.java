package org.legim.web.problem;

import jakarta.ws.rs.core.Response.Status;

/** The phrases of HTTP statuses, for problems that a container raises. */
final class StatusTitles {

  private StatusTitles() {}

  static String of(int status) {
    Status known = Status.fromStatusCode(status);
    if (known != null) {
      return known.getReasonPhrase();
    }
    return Status.Family.familyOf(status) == Status.Family.CLIENT_ERROR
        ? "Client error"
        : "Server error";
  }
}

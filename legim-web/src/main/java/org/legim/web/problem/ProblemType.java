package org.legim.web.problem;

import java.util.Locale;
import org.legim.image.Refusal;
import org.legim.tree.DecisionException;

/**
 * Every kind of problem that the API answers with: its HTTP status and its title. The type URI, by
 * which clients tell problems apart, follows from the name: {@code
 * urn:legim:problem:no-such-image}.
 */
public enum ProblemType {
  INVALID_ID(400, "Invalid image id"),
  INVALID_PARAMETER(400, "Invalid parameter"),
  MALFORMED_REQUEST(400, "Malformed request"),
  EMPTY_IMAGE(400, "Empty image"),
  CUT_SHORT(400, "Upload cut short"),
  KEY_REQUIRED(401, "API key required"),
  NO_SESSION(401, "No session between these nodes"),
  PROTECTED_MODE(403, "Protected mode"),
  NOT_THE_GATEWAY(403, "Not the gateway"),
  NOT_GRANTED(403, "Not granted by the gateway"),
  REFUSED(403, "Refused by the node"),
  NO_SUCH_RESOURCE(404, "No such resource"),
  NO_SUCH_IMAGE(404, "No such image"),
  NO_SUCH_NODE(404, "No such node"),
  NO_SUCH_DRAIN(404, "No such drain"),
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  NOT_ACCEPTABLE(406, "Not acceptable"),
  NODE_CONFLICT(409, "Not in this state of the node"),
  NO_ROOM_TO_DRAIN(409, "No room for the drain"),
  KEY_OUTLIVED(409, "Idempotency key outlived its image"),
  MOVED(410, "Blob not here"),
  CONDITION_FAILED(412, "Precondition failed"),
  TOO_LARGE(413, "Image too large"),
  NOT_AN_IMAGE(415, "Not an accepted image"),
  UNSUPPORTED_TYPE(415, "Unsupported media type"),
  RANGE_NOT_SATISFIABLE(416, "Range not satisfiable"),
  KEY_REUSED(422, "Idempotency key reused"),
  FAILED(422, "Failed at the node"),
  BUSY(429, "Too many requests in flight"),
  INTERNAL_ERROR(500, "Internal error"),
  CATALOGUE_UNAVAILABLE(503, "Catalogue unavailable"),
  OUT_OF_REACH(503, "Image out of reach"),
  RECOVERING(503, "Gateway recovering"),
  WRITE_QUORUM(503, "Too few durable copies"),
  GONE_FROM_TREE(503, "Node has left its tree"),
  OVERLOADED(503, "Overloaded"),
  NO_WAY(503, "No way to the node"),
  NO_ROOM(507, "No room");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  String title() {
    return title;
  }

  String uri() {
    return "urn:legim:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static ProblemType of(DecisionException.Kind kind) {
    return switch (kind) {
      case UNKNOWN -> NO_SUCH_NODE;
      case CONFLICT -> NODE_CONFLICT;
    };
  }

  static ProblemType of(Refusal refusal) {
    return switch (refusal) {
      case NO_SUCH_IMAGE -> NO_SUCH_IMAGE;
      case INVALID_ID -> INVALID_ID;
      case EMPTY -> EMPTY_IMAGE;
      case NOT_AN_IMAGE -> NOT_AN_IMAGE;
      case TOO_LARGE -> TOO_LARGE;
      case CUT_SHORT -> CUT_SHORT;
      case NO_ROOM -> NO_ROOM;
      case CONDITION_FAILED -> CONDITION_FAILED;
      case KEY_REUSED -> KEY_REUSED;
      case KEY_OUTLIVED -> KEY_OUTLIVED;
    };
  }
}

package org.legim.web.link;

import org.legim.blob.NoRoomException;
import org.legim.link.LinkException;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemType;

/** What neighbours are told when a call ends with an exception; they read the type. */
final class LinkProblems {

  private LinkProblems() {}

  static Problem of(LinkException e) {
    return Problem.of(type(e.kind()), e.getMessage());
  }

  static Problem of(NoRoomException e) {
    return Problem.of(ProblemType.NO_ROOM, "There is " + e.getMessage() + ".");
  }

  private static ProblemType type(LinkException.Kind kind) {
    return switch (kind) {
      case NO_SESSION -> ProblemType.NO_SESSION;
      case MOVED -> ProblemType.MOVED;
      case NO_ROOM -> ProblemType.NO_ROOM;
      case BUSY -> ProblemType.BUSY;
      // Who asks reaches this node well; it is the next one that does not answer.
      case NO_WAY, UNREACHABLE -> ProblemType.NO_WAY;
      case REFUSED -> ProblemType.REFUSED;
      case FAILED -> ProblemType.FAILED;
    };
  }
}

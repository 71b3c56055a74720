package org.legim.tree;

import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.link.Join;
import org.legim.link.JoinAnswer;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.tree.Route.Way;

/** Asks to be let in, and goes on at once to where it is sent. Used by one thread at a time. */
final class Entrance {

  private static final Logger LOG = Logger.getLogger(Entrance.class.getName());
  private static final long PENDING_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long REFUSED_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Route route;
  private final Backoff backoff;
  private final Function<String, Join> request;
  private final OnceLog log = new OnceLog(LOG);
  private int turn;

  /**
   * @param request makes the request to be let in, of the id of the parent that is lost, or null
   */
  Entrance(Route route, Backoff backoff, Function<String, Join> request) {
    this.route = route;
    this.backoff = backoff;
    this.request = request;
  }

  /**
   * What became of it.
   *
   * @param way the parent that was asked last
   * @param answer its answer if it let this node in, otherwise null
   * @param problem why it did not
   * @param delay when to ask again, in nanoseconds
   * @param silent whether nobody answered
   */
  record Outcome(Way way, JoinAnswer answer, String problem, long delay, boolean silent) {

    boolean isIn() {
      return answer != null;
    }

    static Outcome out(Way way, String problem, long delay) {
      return new Outcome(way, null, problem, delay, false);
    }
  }

  /** Asks the parent whose turn it is, and those that it names. */
  Outcome ask() {
    Outcome outcome = null;
    while (outcome == null) {
      outcome = ask(route.next());
    }
    return outcome;
  }

  /** Returns null if another parent is to be asked at once. */
  private Outcome ask(Way way) {
    try {
      way.link().connect();
      JoinAnswer answer = way.link().join(request.apply(null));
      return switch (answer.verdict()) {
        case ACCEPTED -> new Outcome(way, answer, "", 0, false);
        case PENDING ->
            Outcome.out(
                way,
                "pending at the parent " + way.address() + ": " + answer.reason(),
                backoff.spread(PENDING_NANOS));
        case ELSEWHERE -> follow(way, answer);
        case REFUSED -> refused(way, answer.reason());
      };
    } catch (LinkException e) {
      if (e.kind() == Kind.REFUSED) {
        return refused(way, e.getMessage());
      }
      route.failed(way);
      return new Outcome(
          way,
          null,
          "waiting for the parent " + way.address() + ": " + e.getMessage(),
          backoff.afterFailure(),
          e.kind() == Kind.UNREACHABLE);
    }
  }

  /**
   * Asks one of the nodes above a parent that is silent, another each time.
   *
   * @param silence what became of asking the parent
   */
  Outcome askAbove(Forebears above, Outcome silence) {
    turn++;
    Way way = route.way(above.urls().get(Math.floorMod(turn, above.urls().size())));
    String problem;
    try {
      way.link().connect();
      JoinAnswer answer = way.link().join(request.apply(above.lost()));
      if (answer.verdict() == JoinAnswer.Verdict.ACCEPTED) {
        return new Outcome(way, answer, "", 0, false);
      }
      problem = answer.reason();
    } catch (LinkException e) {
      problem = e.getMessage();
    }
    log.log(
        Level.INFO, way.url(), "%s does not take this node in: %s".formatted(way.url(), problem));
    return silence;
  }

  private Outcome refused(Way way, String reason) {
    return turnedAway(way, "refused by the parent " + way.address() + ": " + reason);
  }

  /** The answer of a parent that this node cannot go below. */
  Outcome turnedAway(Way way, String problem) {
    route.failed(way);
    return Outcome.out(way, problem, backoff.spread(REFUSED_NANOS));
  }

  private Outcome follow(Way way, JoinAnswer answer) {
    if (answer.elsewhere() == null) {
      return refused(way, answer.reason());
    }
    log.log(
        Level.INFO,
        "elsewhere",
        "the parent %s sends this node to %s: %s"
            .formatted(way.address(), answer.elsewhere(), answer.reason()));
    if (route.sentTo(answer.elsewhere())) {
      return null;
    }
    return Outcome.out(
        way,
        "%d parents in a row have sent this node elsewhere, %s the last of them"
            .formatted(Route.MOST_HOPS + 1, way.address()),
        backoff.afterFailure());
  }
}

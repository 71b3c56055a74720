package org.legim.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.legim.blob.Sha256;
import org.legim.catalogue.CatalogueException;
import org.legim.catalogue.ImageRecord;
import org.legim.catalogue.Revision;
import org.legim.catalogue.SqliteCatalogue;
import org.legim.drain.DrainRefusedException;
import org.legim.image.Refusal;
import org.legim.image.RefusedException;
import org.legim.route.Holder;
import org.legim.route.OutOfReachException;
import org.legim.web.FakeDrains;

class ProblemsTest {

  private static final String INTERNAL = "jdbc:sqlite:/srv/secret";

  private final Logger logger = Logger.getLogger(Problems.class.getName());
  private final Log log = new Log();

  @BeforeEach
  void listen() {
    logger.addHandler(log);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(log);
    logger.setUseParentHandlers(true);
  }

  static Stream<Arguments> known() {
    RefusedException refused = new RefusedException(Refusal.TOO_LARGE, "Too long.");
    ProblemException own =
        new ProblemException(Problem.of(ProblemType.INVALID_PARAMETER, "Not a number."));
    OutOfReachException outOfReach = new OutOfReachException(image(), List.of());
    return Stream.of(
        Arguments.of(refused, 413, "too-large"),
        Arguments.of(new ServletException(refused), 413, "too-large"),
        Arguments.of(new WrappingException(new WrappingException(refused)), 413, "too-large"),
        Arguments.of(own, 400, "invalid-parameter"),
        Arguments.of(outOfReach, 503, "out-of-reach"),
        Arguments.of(new NotFoundException(INTERNAL), 404, "no-such-resource"),
        Arguments.of(
            new NotAllowedException("GET", new String[] {"PUT"}), 405, "method-not-allowed"));
  }

  @ParameterizedTest
  @MethodSource("known")
  void aRequestsOwnFaultIsToldAndNotLogged(Throwable thrown, int status, String type) {
    Problem problem = Problems.of(thrown, "GET /x");

    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.toJson()).containsEntry("type", "urn:legim:problem:" + type);
    assertThat(problem.toJson().toString()).doesNotContain(INTERNAL);
    assertThat(log.records).isEmpty();
  }

  static Stream<Throwable> internal() {
    return Stream.of(
        new IllegalStateException(INTERNAL),
        new IOException(INTERNAL),
        new UncheckedIOException(new IOException(INTERNAL)),
        new NullPointerException(),
        new StackOverflowError(INTERNAL),
        new ServletException(INTERNAL, new IOException(INTERNAL)),
        new InternalServerErrorException(INTERNAL),
        new WebApplicationException(INTERNAL, new IOException(INTERNAL)));
  }

  @ParameterizedTest
  @MethodSource("internal")
  void aFaultOfOursIsLoggedUnderAnIdWhichIsAllThatIsTold(Throwable thrown) {
    Problem problem = Problems.of(thrown, "GET /x");

    assertThat(problem.status()).isEqualTo(500);
    assertThat(problem.toJson()).containsEntry("type", "urn:legim:problem:internal-error");
    assertThat(problem.toJson().toString()).doesNotContain(INTERNAL);
    LogRecord logged = log.only();
    assertThat(logged.getLevel()).isEqualTo(Level.SEVERE);
    assertThat(logged.getThrown()).isSameAs(thrown);
    String id = logged.getMessage().split(" ")[1];
    assertThat(logged.getMessage()).isEqualTo("error " + id + " in GET /x");
    assertThat((String) problem.toJson().get("detail")).contains(id);
  }

  @Test
  void aDrainWithoutRoomIsRefusedWithItsNumbers() {
    Problem problem =
        Problems.of(new DrainRefusedException(new FakeDrains().plan("hanoi")), "POST /x");

    assertThat(problem.status()).isEqualTo(409);
    assertThat(problem.toJson())
        .containsEntry("type", "urn:legim:problem:no-room-to-drain")
        .containsEntry("title", "No room for the drain")
        .containsEntry(
            "detail",
            "hanoi would have to hand over 9000 bytes, and the nodes that stay have room for 7000."
                + " 2000 bytes are missing.")
        .containsEntry("bytesNeeded", 9000L)
        .containsEntry("bytesAvailable", 7000L)
        .containsEntry("obstacles", List.of("2000 bytes are missing."));
    assertThat(log.records).isEmpty();
  }

  @Test
  void anotherStatusOfTheContainerIsToldWithoutItsWords() {
    Problem problem = Problems.of(new NotSupportedException(INTERNAL), "POST /x");

    assertThat(problem.status()).isEqualTo(415);
    assertThat(problem.toJson()).containsEntry("title", "Unsupported Media Type");
    assertThat(problem.toJson().toString()).doesNotContain(INTERNAL);
    assertThat(log.records).isEmpty();
  }

  @Test
  void aServerErrorOfTheContainerIsLogged() {
    Problem problem = Problems.of(new ServiceUnavailableException(INTERNAL), "POST /x");

    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.toJson().toString()).doesNotContain(INTERNAL);
    assertThat(log.only().getMessage()).contains("POST /x");
  }

  @Test
  void tellsWhichMethodsAreAllowed() {
    Problem problem = Problems.of(new NotAllowedException("GET", new String[] {"PUT"}), "POST /x");

    assertThat(problem.headers()).hasEntrySatisfying("Allow", this::isGetHeadAndPut);
    assertThat((String) problem.toJson().get("detail")).contains("GET", "HEAD", "PUT");
  }

  private void isGetHeadAndPut(String allow) {
    assertThat(allow.split(", ?")).containsExactlyInAnyOrder("GET", "HEAD", "PUT");
  }

  @Test
  void whatIsOutOfReachMayBeTriedAgain() {
    List<Holder> holders = List.of(new Holder("usa", "lost"), new Holder("asia", "maintenance"));
    Problem problem = Problems.of(new OutOfReachException(image(), holders), "GET /x");

    assertThat(problem.headers()).containsEntry("Retry-After", "5");
    assertThat((String) problem.toJson().get("detail")).contains("usa (lost), asia (maintenance)");
    assertThat(problem.toJson())
        .containsEntry(
            "holders",
            List.of(
                Map.of("name", "usa", "state", "lost"),
                Map.of("name", "asia", "state", "maintenance")));
  }

  @Test
  void aCatalogueThatFailsMayBeTriedAgainAndIsLogged(@TempDir Path folder) {
    SqliteCatalogue closed =
        SqliteCatalogue.open(folder.resolve("c.db"), folder, "node", 1, Clock.systemUTC());
    closed.close();
    CatalogueException failure = failureOf(closed);

    Problem problem = Problems.of(new WrappingException(failure), "GET /x");

    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.toJson()).containsEntry("type", "urn:legim:problem:catalogue-unavailable");
    assertThat(problem.headers()).containsEntry("Retry-After", "5");
    assertThat(problem.toJson().toString()).doesNotContain(failure.getMessage());
    assertThat(log.only().getMessage()).contains("GET /x", failure.getMessage());
  }

  private static CatalogueException failureOf(SqliteCatalogue closed) {
    try {
      closed.find("a");
      throw new AssertionError("found in a closed catalogue");
    } catch (CatalogueException e) {
      return e;
    }
  }

  private static ImageRecord image() {
    return new ImageRecord(
        "a",
        new Revision(1, 1),
        "",
        "image/gif",
        1,
        Optional.empty(),
        new Sha256("0".repeat(64)),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static final class WrappingException extends RuntimeException {
    WrappingException(Throwable cause) {
      super(INTERNAL, cause);
    }
  }

  private static final class Log extends Handler {
    final List<LogRecord> records = new ArrayList<>();

    @Override
    public void publish(LogRecord logged) {
      records.add(logged);
    }

    LogRecord only() {
      assertThat(records).hasSize(1);
      return records.get(0);
    }

    @Override
    public void flush() {
      // Nothing is kept back.
    }

    @Override
    public void close() {
      records.clear();
    }
  }
}

package org.legim.web.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.link.Hello;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.LinkHandshake;
import org.legim.link.NodeKey;
import org.legim.link.Session;
import org.legim.link.Sessions;
import org.legim.link.Signature;

class LinkGateTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] BODY = {1, 2, 3};

  private final Sessions sessions = new Sessions(System::nanoTime);
  private final LinkGate gate = new LinkGate(sessions);

  /** The ends at the parent, whose gate this is in most tests, and at the child. */
  private Session ofParent;

  private Session ofChild;

  @BeforeEach
  void greet() throws LinkException {
    LinkHandshake child = node("child");
    Hello hello = child.hello();
    LinkHandshake.Welcome welcome = node("parent").welcome(hello, false);
    ofParent = welcome.session();
    ofChild = child.agree(hello, welcome.answer());
    sessions.propose(ofParent);
  }

  private static LinkHandshake node(String id) {
    return new LinkHandshake(id, NodeKey.generate(RANDOM), List.of(), RANDOM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/link/join", "/link/ping"})
  void letsAChildThatIsNotInJoin(String path) throws LinkException {
    check(ofChild, path, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/link/heartbeat",
        "/link/admit",
        "/link/report",
        "/link/leave",
        "/link/errands",
        "/link/batches"
      })
  void letsAChildThatIsNotInDoNothingElse(String path) throws LinkException {
    assertFails(Kind.NO_SESSION, () -> check(ofChild, path, null));
    sessions.establish(ofParent.id());
    check(ofChild, path, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/link/blobs/00",
        "/link/%62lobs/00",
        "/link//blobs/00",
        "/link/batches/",
        "/link/batches;a=b",
        "/link/batches/../blobs/00",
        "/link/stop",
        "/link/join/",
        "/link/%6Aoin",
        "/link//report"
      })
  void letsAChildCallNothingElse(String path) throws LinkException {
    assertFails(Kind.NO_SESSION, () -> check(ofChild, path, null));
    sessions.establish(ofParent.id());
    assertFails(Kind.REFUSED, () -> check(ofChild, path, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/link/join",
        "/link/heartbeat",
        "/link/report",
        "/link/leave",
        "/link/errands",
        "/link/%62lobs/00",
        "/link/batches/",
        "/link/x"
      })
  void letsAParentCallNothingOfAParent(String path) {
    sessions.establish(ofChild);
    assertFails(Kind.REFUSED, () -> checkAtChild(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/link/ping", "/link/stop", "/link/blobs/00", "/link/batches"})
  void letsAParentLookAndMoveBlobsAndStopItsChild(String path) throws LinkException {
    sessions.establish(ofChild);
    checkAtChild(path);
  }

  @Test
  void checksTheQueryToo() {
    sessions.establish(ofParent);
    Signature signature = ofChild.sign("POST", "/link/batches?node=a", BODY);
    assertFails(
        Kind.REFUSED,
        () -> gate.check(ofParent, signature, "POST", "/link/batches", "node=b", BODY));
    assertFails(
        Kind.REFUSED, () -> gate.check(ofParent, signature, "POST", "/link/batches", null, BODY));
  }

  @Test
  void takesEveryRequestOnce() throws LinkException {
    Signature signature = ofChild.sign("POST", "/link/join", BODY);
    gate.check(ofParent, signature, "POST", "/link/join", null, BODY);
    assertFails(
        Kind.REFUSED, () -> gate.check(ofParent, signature, "POST", "/link/join", null, BODY));
  }

  @Test
  void knowsNoSessionThatNobodyBegan() throws LinkException {
    assertThat(gate.session(new Signature(ofParent.id(), 1, ""))).isSameAs(ofParent);
    assertFails(Kind.NO_SESSION, () -> gate.session(new Signature("nobody's", 1, "")));
  }

  private void check(Session sender, String path, String query) throws LinkException {
    String signed = query == null ? path : path + "?" + query;
    Signature signature = sender.sign("POST", signed, BODY);
    gate.check(gate.session(signature), signature, "POST", path, query, BODY);
  }

  /** The same session from its other end: the parent calls, and the gate is the child's. */
  private void checkAtChild(String path) throws LinkException {
    Signature signature = ofParent.sign("POST", path, BODY);
    gate.check(ofChild, signature, "POST", path, null, BODY);
  }

  private static void assertFails(Kind kind, ThrowingCallable call) {
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }
}

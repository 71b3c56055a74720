package org.legim.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.legim.link.LinkException.Kind;

class SessionsTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
  private final Sessions sessions = new Sessions(nanos::get);
  private final LinkHandshake parent = Pairing.node("parent", null);
  private final LinkHandshake child = Pairing.node("child", null);

  @Test
  void findsWhatWasProposed() throws LinkException {
    Session session = ofChild();
    sessions.propose(session);
    assertThat(sessions.find(session.id())).isSameAs(session);
    assertThat(sessions.isEstablished(session)).isFalse();
    assertThat(sessions.ofChild("child")).isEmpty();
  }

  @Test
  void forgetsWhatNobodyUsed() throws LinkException {
    Session session = ofChild();
    sessions.propose(session);
    nanos.addAndGet(Sessions.TENTATIVE_NANOS);
    assertThat(sessions.find(session.id())).isSameAs(session);
    nanos.incrementAndGet();
    assertUnknown(session);
  }

  @Test
  void keepsATentativeOneThatIsUsed() throws LinkException {
    Session session = ofChild();
    sessions.propose(session);
    for (int i = 0; i < 3; i++) {
      nanos.addAndGet(Sessions.TENTATIVE_NANOS);
      sessions.used(sessions.find(session.id()));
    }
    assertThat(sessions.find(session.id())).isSameAs(session);
  }

  @Test
  void throwsOutTheOldestOfTooMany() throws LinkException {
    List<Session> all = new ArrayList<>();
    for (int i = 0; i <= Sessions.MOST_TENTATIVE; i++) {
      all.add(new Session("s" + i, peer("n" + i, false), List.of()));
      sessions.propose(all.get(i));
    }
    assertUnknown(all.get(0));
    assertThat(sessions.find("s1")).isSameAs(all.get(1));
    assertThat(sessions.find("s" + Sessions.MOST_TENTATIVE)).isNotNull();
  }

  @Test
  void keepsAnEstablishedOneForGood() throws LinkException {
    Session session = ofChild();
    sessions.propose(session);
    sessions.establish(session.id());
    nanos.addAndGet(100 * Sessions.TENTATIVE_NANOS);
    for (int i = 0; i <= Sessions.MOST_TENTATIVE; i++) {
      sessions.propose(new Session("s" + i, peer("n" + i, false), List.of()));
    }
    assertThat(sessions.find(session.id())).isSameAs(session);
    assertThat(sessions.isEstablished(session)).isTrue();
    assertThat(sessions.ofChild("child")).containsSame(session);
  }

  @Test
  void dropsTheFormerOneOfAChildOnlyWhenItIsInAgain() throws LinkException {
    Session former = ofChild();
    sessions.establish(former);
    Session next = ofChild();
    sessions.propose(next);
    assertThat(sessions.ofChild("child")).containsSame(former);
    sessions.establish(next.id());
    assertThat(sessions.ofChild("child")).containsSame(next);
    assertUnknown(former);
  }

  @Test
  void letsNoParentTakeThePlaceOfAChild() throws LinkException {
    Session ofChild = ofChild();
    sessions.establish(ofChild);
    sessions.establish(new Session("liar", peer("child", true), List.of()));
    assertThat(sessions.ofChild("child")).containsSame(ofChild);
    assertThat(sessions.find(ofChild.id())).isSameAs(ofChild);
  }

  @Test
  void dropsAChildThatIsGone() throws LinkException {
    Session session = ofChild();
    sessions.establish(session);
    sessions.dropChild("child");
    sessions.dropChild("nobody");
    assertUnknown(session);
    assertThat(sessions.ofChild("child")).isEmpty();
  }

  @Test
  void dropsOneSessionAndNotItsSuccessor() throws LinkException {
    Session former = ofChild();
    Session next = ofChild();
    sessions.establish(former);
    sessions.establish(next);
    sessions.drop(former);
    assertThat(sessions.ofChild("child")).containsSame(next);
    sessions.drop(next);
    assertThat(sessions.ofChild("child")).isEmpty();
    assertUnknown(next);
  }

  private void assertUnknown(Session session) {
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> sessions.find(session.id()))
        .matches(e -> e.kind() == Kind.NO_SESSION);
  }

  private Session ofChild() throws LinkException {
    return Pairing.of(child, parent).parent();
  }

  private static Session.Peer peer(String node, boolean isParent) {
    return new Session.Peer(node, "key", isParent, false, false);
  }
}

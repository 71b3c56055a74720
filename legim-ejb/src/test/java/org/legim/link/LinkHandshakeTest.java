package org.legim.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.link.LinkException.Kind;

class LinkHandshakeTest {

  private static final byte[] NOTHING = {};

  private final LinkHandshake child = Pairing.node("child", "secret");
  private final LinkHandshake parent = Pairing.node("parent", "secret");

  @ParameterizedTest
  @CsvSource({"secret, secret, true", ",, false", ", secret, false"})
  void agreesASession(String ofChild, String ofParent, boolean trusted) throws LinkException {
    Pairing pairing = Pairing.of(ofChild, ofParent);
    pairing.parent().verify("POST", "/link/join", NOTHING, signedByChild(pairing));
    assertThat(pairing.parent().peer().trusted()).isEqualTo(trusted);
    assertThat(pairing.parent().peer().node()).isEqualTo("child");
    assertThat(pairing.child().peer().node()).isEqualTo("parent");
    assertThat(pairing.child().peer().parent()).isTrue();
    assertThat(pairing.child().id()).isEqualTo(pairing.parent().id());
  }

  @Test
  void trustsAChildOnTheSameMachine() throws LinkException {
    LinkHandshake without = Pairing.node("parent", null);
    Hello hello = Pairing.node("child", null).hello();
    assertThat(without.welcome(hello, true).session().peer().trusted()).isTrue();
    assertThat(without.welcome(hello, false).session().peer().trusted()).isFalse();
  }

  @Test
  void givesTwoSecretsNoSession() throws LinkException {
    Pairing pairing = Pairing.of("secret", "Secret");
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(
            () -> pairing.parent().verify("POST", "/link/join", NOTHING, signedByChild(pairing)))
        .withMessageContaining("secret of the child is not its parent's")
        .matches(e -> e.kind() == Kind.REFUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"old", "new"})
  void takesEitherOfTwoSecretsFromItsChildren(String ofChild) throws LinkException {
    Pairing pairing = Pairing.of(ofChild, "new old");
    Signature first = signedByChild(pairing);
    pairing.parent().verify("POST", "/link/join", NOTHING, first);
    assertThat(pairing.parent().peer().trusted()).isTrue();
    String answer = pairing.parent().signAnswer(first.counter(), 200, NOTHING);
    assertThat(pairing.child().isAnswer(first.counter(), 200, NOTHING, answer)).isTrue();
    pairing.child().verify("POST", "/", NOTHING, pairing.parent().sign("POST", "/", NOTHING));
  }

  @Test
  void doesNotGiveUpItsSecretForAParentWithout() {
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> Pairing.of("secret", null))
        .withMessageContaining("the parent has none")
        .matches(e -> e.kind() == Kind.REFUSED);
  }

  @Test
  void makesOtherKeysForEachSession() throws LinkException {
    Pairing first = Pairing.of(child, parent);
    Pairing second = Pairing.of(child, parent);
    assertThat(first.child().id()).isNotEqualTo(second.child().id());
    assertThat(first.child().sign("POST", "/", NOTHING).text())
        .isNotEqualTo(second.child().sign("POST", "/", NOTHING).text());
  }

  @Test
  void endsInNoSessionIfSomebodyChangedTheHello() throws LinkException {
    assertNoSession(h -> new Hello(h.protocol(), "other", h.nonce(), h.key(), h.secret()), a -> a);
    assertNoSession(
        h -> new Hello(h.protocol(), h.node(), child.hello().nonce(), h.key(), h.secret()), a -> a);
    String foreign = Pairing.node("x", null).hello().key();
    assertNoSession(h -> new Hello(h.protocol(), h.node(), h.nonce(), foreign, h.secret()), a -> a);
    assertNoSession(
        h -> new Hello(h.protocol() + 1, h.node(), h.nonce(), h.key(), h.secret()), a -> a);
  }

  @Test
  void endsInNoSessionIfSomebodyChangedTheAnswer() throws LinkException {
    assertNoSession(
        h -> h,
        a -> new HelloAnswer(a.protocol(), "other", a.nonce(), a.key(), a.session(), a.secret()));
    String foreign = Pairing.node("x", null).hello().key();
    assertNoSession(
        h -> h,
        a -> new HelloAnswer(a.protocol(), a.node(), a.nonce(), foreign, a.session(), a.secret()));
    assertNoSession(
        h -> h,
        a ->
            new HelloAnswer(
                a.protocol(), a.node(), child.hello().nonce(), a.key(), a.session(), a.secret()));
  }

  private void assertNoSession(UnaryOperator<Hello> hello, UnaryOperator<HelloAnswer> answer)
      throws LinkException {
    Hello said = child.hello();
    LinkHandshake.Welcome welcome = parent.welcome(hello.apply(said), false);
    Session ofChild = child.agree(said, answer.apply(welcome.answer()));
    Signature signature = ofChild.sign("POST", "/link/join", NOTHING);
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> welcome.session().verify("POST", "/link/join", NOTHING, signature));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void refusesAnOldProtocolNamingBothVersions(int protocol) {
    Hello hello = child.hello();
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(
            () ->
                parent.welcome(
                    new Hello(protocol, "child", hello.nonce(), hello.key(), false), false))
        .withMessageContaining("version " + protocol)
        .withMessageContaining("this node " + Hello.PROTOCOL);
  }

  @Test
  void speaksItsOwnVersionWithANewerChild() throws LinkException {
    Hello hello = child.hello();
    Hello newer = new Hello(Hello.PROTOCOL + 1, "child", hello.nonce(), hello.key(), true);
    assertThat(parent.welcome(newer, false).answer().protocol()).isEqualTo(Hello.PROTOCOL);
  }

  @ParameterizedTest
  @CsvSource({"'', AAAA", "child, AAAA", "child,", "child, !", ", AAAA"})
  void refusesAHelloThatLacksSomething(String node, String nonce) {
    Hello hello = new Hello(Hello.PROTOCOL, node, nonce, child.hello().key(), true);
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> parent.welcome(hello, false))
        .matches(e -> e.kind() == Kind.REFUSED);
  }

  @Test
  void refusesToBeItsOwnParent() {
    Hello hello = parent.hello();
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> parent.welcome(hello, false))
        .withMessageContaining("its own parent");
  }

  @Test
  void refusesAKeyThatIsNone() {
    Hello hello = child.hello();
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(
            () ->
                parent.welcome(
                    new Hello(Hello.PROTOCOL, "child", hello.nonce(), "AAAA", true), false))
        .withMessageContaining("public key");
  }

  private static Signature signedByChild(Pairing pairing) {
    return pairing.child().sign("POST", "/link/join", NOTHING);
  }
}

package org.legim.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.link.LinkException.Kind;

class SessionTest {

  private static final byte[] BODY = "{\"node\":\"child\"}".getBytes(UTF_8);
  private static final String PATH = "/link/blobs/00?node=a";

  private Session child;
  private Session parent;

  @BeforeEach
  void agree() throws LinkException {
    Pairing pairing = Pairing.of("secret", "secret");
    child = pairing.child();
    parent = pairing.parent();
  }

  @Test
  void knowsTheRequestsOfBothSides() throws LinkException {
    parent.verify("POST", PATH, BODY, child.sign("POST", PATH, BODY));
    child.verify("POST", PATH, BODY, parent.sign("POST", PATH, BODY));
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,  /link/blobs/00?node=a, {}",
    "post, /link/blobs/00?node=a, {}",
    "POST, /link/blobs/00?node=b, {}",
    "POST, /link/blobs/00,        {}",
    "POST, /link/blobs/00?node=a, { }",
    "POST, /link/blobs/00?node=a, ''"
  })
  void refusesAnotherRequestUnderTheSameSignature(String method, String path, String body) {
    Signature signature = child.sign("POST", PATH, "{}".getBytes(UTF_8));
    assertRefused(() -> parent.verify(method, path, body.getBytes(UTF_8), signature));
  }

  @Test
  void refusesAnotherCounter() {
    Signature signed = child.sign("POST", PATH, BODY);
    Signature later = new Signature(signed.session(), signed.counter() + 1, signed.text());
    assertRefused(() -> parent.verify("POST", PATH, BODY, later));
  }

  @Test
  void isNotMovedByAForgedCounter() throws LinkException {
    Signature signed = child.sign("POST", PATH, BODY);
    Signature forged = new Signature(signed.session(), Long.MAX_VALUE, signed.text());
    assertRefused(() -> parent.verify("POST", PATH, BODY, forged));
    parent.verify("POST", PATH, BODY, signed);
  }

  @Test
  void refusesTheSameRequestTwice() throws LinkException {
    Signature signed = child.sign("POST", PATH, BODY);
    parent.verify("POST", PATH, BODY, signed);
    assertRefused(() -> parent.verify("POST", PATH, BODY, signed)).withMessageContaining("before");
  }

  @Test
  void refusesItsOwnRequestsSentBack() {
    Signature signed = child.sign("POST", PATH, BODY);
    assertRefused(() -> child.verify("POST", PATH, BODY, signed));
  }

  @Test
  void takesRequestsThatOvertakeOneAnother() throws LinkException {
    List<Signature> sent = new ArrayList<>();
    for (int i = 0; i < ReplayWindow.SIZE; i++) {
      sent.add(child.sign("POST", PATH, BODY));
    }
    Collections.shuffle(sent, new Random(1));
    for (Signature signature : sent) {
      parent.verify("POST", PATH, BODY, signature);
    }
    for (Signature signature : sent) {
      assertRefused(() -> parent.verify("POST", PATH, BODY, signature));
    }
  }

  @Test
  void knowsTheAnswersToItsRequests() {
    String signature = parent.signAnswer(7, 200, BODY);
    assertThat(child.isAnswer(7, 200, BODY, signature)).isTrue();
    assertThat(child.isAnswer(8, 200, BODY, signature)).isFalse();
    assertThat(child.isAnswer(7, 201, BODY, signature)).isFalse();
    assertThat(child.isAnswer(7, 200, new byte[0], signature)).isFalse();
    assertThat(child.isAnswer(7, 200, BODY, null)).isFalse();
    assertThat(parent.isAnswer(7, 200, BODY, signature)).isFalse();
  }

  @Test
  void tellsNothingOfItsKeys() {
    assertThat(child.toString()).contains(child.id(), "parent").doesNotContain("[B@");
  }

  private static ThrowableAssertAlternative<LinkException> assertRefused(ThrowingCallable call) {
    return assertThatExceptionOfType(LinkException.class)
        .isThrownBy(call)
        .matches(e -> e.kind() == Kind.REFUSED);
  }
}

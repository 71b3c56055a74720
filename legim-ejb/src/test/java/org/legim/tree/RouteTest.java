package org.legim.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.legim.config.ParentAddress;
import org.legim.link.ParentLink;

class RouteTest {

  private static final String CONFIGURED = "http://p:80/legim";

  private final List<String> made = new ArrayList<>();
  private final Route route = new Route(new ParentAddress("p", 80, "/legim", false), this::link);

  private ParentLink link(String url) {
    if (url.isEmpty()) {
      throw new IllegalArgumentException("no URL");
    }
    made.add(url);
    return null;
  }

  @Test
  void beginsAtTheConfiguredParent() {
    assertThat(route.next().url()).isEqualTo(CONFIGURED);
    assertThat(route.next().address()).isEqualTo("p:80/legim");
    assertThat(route.current()).isEqualTo(route.next());
  }

  @Test
  void goesWhereItIsSentAndStaysThere() {
    assertThat(route.sentTo("http://q/legim")).isTrue();
    assertThat(route.next().address()).isEqualTo("q/legim");
    assertThat(route.current().url()).isEqualTo(CONFIGURED);

    route.entered(route.next());

    assertThat(route.current().url()).isEqualTo("http://q/legim");
    assertThat(route.next()).isEqualTo(route.current());
  }

  @Test
  void comesBackAfterTooManyHops() {
    for (int hop = 0; hop < Route.MOST_HOPS; hop++) {
      assertThat(route.sentTo("http://q" + hop)).isTrue();
    }
    assertThat(route.sentTo("http://r")).isFalse();
    assertThat(route.next().url()).isEqualTo(CONFIGURED);
    assertThat(route.sentTo("http://q1")).isTrue();
  }

  @Test
  void asksBothInTurnWhileTheNewParentIsAway() {
    route.sentTo("http://q");
    route.entered(route.next());

    route.failed(route.next());
    assertThat(route.next().url()).isEqualTo(CONFIGURED);
    route.failed(route.next());
    assertThat(route.next().url()).isEqualTo("http://q");
  }

  @Test
  void doesNotComeBackToWhoNeverLetItIn() {
    route.sentTo("http://q");

    route.failed(route.next());
    route.failed(route.next());

    assertThat(route.next().url()).isEqualTo(CONFIGURED);
  }

  @Test
  void followsAnOrderOnce() {
    route.moveTo("http://q");
    assertThat(route.isOrdered()).isTrue();

    assertThat(route.next().url()).isEqualTo("http://q");

    assertThat(route.isOrdered()).isFalse();
    route.failed(route.next());
    assertThat(route.next().url()).isEqualTo(CONFIGURED);
    route.failed(route.next());
    assertThat(route.next().url()).isEqualTo("http://q");
  }

  @Test
  void makesOneLinkForEachUrl() {
    route.sentTo("http://q");
    route.sentTo(CONFIGURED);
    route.sentTo("http://q");

    assertThat(made).containsExactly(CONFIGURED, "http://q");
  }

  @Test
  void staysWhereItIsIfTheUrlIsNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> route.sentTo(""));

    assertThat(route.next().url()).isEqualTo(CONFIGURED);
  }
}

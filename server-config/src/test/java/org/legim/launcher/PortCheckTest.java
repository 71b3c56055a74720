package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortCheckTest {
  private static ServerSocket listener() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @Test
  void namesThePortThatIsInUseAndTheWayOut() throws IOException {
    try (ServerSocket taken = listener()) {
      assertThatThrownBy(() -> PortCheck.check("127.0.0.1", taken.getLocalPort()))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              "port %d on 127.0.0.1 is in use; stop what uses it or choose another (node.port)",
              taken.getLocalPort());
    }
  }

  @Test
  void leavesAFreePortFree() throws IOException {
    int port;
    try (ServerSocket free = listener()) {
      port = free.getLocalPort();
    }

    assertThatCode(() -> PortCheck.check("127.0.0.1", port)).doesNotThrowAnyException();
    assertThatCode(() -> PortCheck.check("127.0.0.1", port)).doesNotThrowAnyException();
  }

  @Test
  void refusesAnAddressThatIsNotOfThisMachine() {
    assertThatThrownBy(() -> PortCheck.check("192.0.2.1", 8080))
        .isInstanceOf(Refusal.class)
        .hasMessage("node.bind: 192.0.2.1 is no address of this machine");
  }

  @Test
  void refusesAHostThatIsNotKnown() {
    assertThatThrownBy(() -> PortCheck.check("nowhere.invalid", 8080))
        .isInstanceOf(Refusal.class)
        .hasMessage("node.bind: the host nowhere.invalid is not known");
  }
}

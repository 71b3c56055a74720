package org.legim.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.legim.config.Handshake;
import org.legim.drain.Outcome;

class NodeControlTest {

  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final AtomicInteger hurried = new AtomicInteger();
  private ObjectName name;

  @BeforeEach
  void name() throws Exception {
    name = new ObjectName(Handshake.NODE_BEAN);
  }

  private NodeControl register(Supplier<CompletableFuture<Outcome>> leave) {
    return NodeControl.register(server, leave, hurried::incrementAndGet, () -> "LEAVING");
  }

  private Object invoke(String operation) throws Exception {
    return server.invoke(name, operation, new Object[0], new String[0]);
  }

  @Test
  void stopsTheNodeAndSaysHowThatEnded() throws Exception {
    try (NodeControl control = register(() -> CompletableFuture.completedFuture(Outcome.STAYED))) {
      assertThat(invoke("stop")).isEqualTo("STAYED").isEqualTo(control.stop());
    }
  }

  @Test
  void hurriesAndSaysHowFarItIs() throws Exception {
    try (NodeControl control = register(CompletableFuture::new)) {
      invoke("hurry");

      assertThat(hurried).hasValue(1);
      assertThat(server.getAttribute(name, "State"))
          .isEqualTo("LEAVING")
          .isEqualTo(control.getState());
    }
  }

  @Test
  void aLeavingThatFailsIsNoEnd() {
    CompletableFuture<Outcome> failed =
        CompletableFuture.failedFuture(new IllegalStateException("no disk"));
    try (NodeControl control = register(() -> failed)) {
      assertThat(control.getState()).isEqualTo("LEAVING");
      assertThatThrownBy(() -> invoke("stop"))
          .isInstanceOf(RuntimeMBeanException.class)
          .hasRootCauseMessage("no disk");
    }
  }

  @Test
  void isGoneWithTheNodeAndGoesOnlyOnce() {
    NodeControl control = register(CompletableFuture::new);

    control.close();
    control.close();

    assertThat(server.isRegistered(name)).isFalse();
    assertThatThrownBy(() -> invoke("stop")).isInstanceOf(InstanceNotFoundException.class);
  }

  @Test
  void takesThePlaceOfOneThatWasLeftBehind() throws Exception {
    NodeControl left = register(() -> CompletableFuture.completedFuture(Outcome.KEPT));
    try (NodeControl control = register(() -> CompletableFuture.completedFuture(Outcome.GONE))) {
      assertThat(left).isNotSameAs(control);
      assertThat(invoke("stop")).isEqualTo("GONE");
    }
  }
}

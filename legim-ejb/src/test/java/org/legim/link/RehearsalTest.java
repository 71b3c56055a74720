package org.legim.link;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RehearsalTest {

  @Test
  void sendsBlobsAndSeesThemRefused() throws IOException {
    try (BlobConnections connections =
        new BlobConnections(LinkTimeouts.DEFAULT, System::nanoTime)) {
      Rehearsal.run(connections, LinkTimeouts.DEFAULT);
      Rehearsal.run(connections, LinkTimeouts.DEFAULT);
    }
  }

  @Test
  void stopsNobodyWhereItFails() {
    BlobConnections closed = new BlobConnections(LinkTimeouts.DEFAULT, System::nanoTime);
    closed.close();
    assertThatCode(closed::warmUp).doesNotThrowAnyException();
  }
}

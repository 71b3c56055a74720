package org.legim.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.legim.web.problem.Problem;

class GatewayFilterTest {

  @Test
  void aNodeThatHasLeftSaysWhy() {
    Problem problem = GatewayFilter.gone("hanoi", "it was retired, and all is handed over.");

    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.toJson())
        .containsEntry("type", "urn:legim:problem:gone-from-tree")
        .containsEntry("title", "Node has left its tree")
        .containsEntry(
            "detail",
            "This node, hanoi, serves nothing any more: it was retired, and all is handed over.");
  }
}

package org.legim.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {

  @ParameterizedTest
  @CsvSource({
    "false, false, GATEWAY, gateway",
    "false, true,  GATEWAY, gateway",
    "true,  true,  CLUSTER, cluster",
    "true,  false, LEAF,    leaf"
  })
  void followsFromTheNodesPlace(boolean hasParent, boolean hasChildren, Role role, String label) {
    assertThat(Role.of(hasParent, hasChildren)).isEqualTo(role);
    assertThat(role.label()).isEqualTo(label);
  }
}

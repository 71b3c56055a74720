package org.legim.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.legim.web.FakeDrains;
import org.legim.web.problem.ProblemException;

class DrainsResourceTest {

  @Test
  void findsADrainByItsId() {
    assertThat(DrainsResource.known(new FakeDrains(), "d1").state()).isEqualTo("gone");
  }

  @Test
  void saysThatThereIsNoSuchDrain() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> DrainsResource.known(new FakeDrains(), "d2"))
        .withMessage("No drain has the id d2; GET /legim/api/drains lists them.")
        .satisfies(
            e -> {
              assertThat(e.problem().status()).isEqualTo(404);
              assertThat(e.problem().toJson())
                  .containsEntry("type", "urn:legim:problem:no-such-drain");
            });
  }
}
